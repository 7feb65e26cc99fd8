use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use ego_tree::NodeId;
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName};
use scraper::{Html, HtmlTreeSink};

/// scraper's tree under html5ever's tree builder, watching how large and how deep it gets.
pub(super) struct WatchingSink {
    inner: HtmlTreeSink,
    /// Depth of each node made so far, by its handle's number.
    depths: RefCell<Vec<u32>>,
    /// Depth of the element last appended to: close to the number of open elements.
    depth: Cell<u32>,
}

/// A node of the tree with a number that side tables can use.
#[derive(Clone, Copy)]
pub(super) struct Handle {
    id: NodeId,
    number: usize,
}

impl WatchingSink {
    pub(super) fn new() -> Self {
        Self {
            inner: HtmlTreeSink::new(Html::new_document()),
            depths: RefCell::new(vec![0]),
            depth: Cell::new(0),
        }
    }

    /// How many nodes were made.
    pub(super) fn nodes(&self) -> usize {
        self.depths.borrow().len()
    }

    /// How deep the last appended element lies.
    pub(super) fn depth(&self) -> u32 {
        self.depth.get()
    }

    /// An end tag was seen: unless something is appended deeper, one element less is open.
    pub(super) fn closed(&self) {
        self.depth.set(self.depth.get().saturating_sub(1));
    }

    fn number(&self, id: NodeId) -> Handle {
        let mut depths = self.depths.borrow_mut();
        depths.push(0);
        Handle { id, number: depths.len() - 1 }
    }

    /// Notes the depth of a child and hands on what scraper's sink takes.
    fn enter(&self, parent: &Handle, child: NodeOrText<Handle>) -> NodeOrText<NodeId> {
        let mut depths = self.depths.borrow_mut();
        let depth = depths[parent.number];
        match child {
            NodeOrText::AppendNode(node) => {
                depths[node.number] = depth + 1;
                self.depth.set(depth + 1);
                NodeOrText::AppendNode(node.id)
            }
            NodeOrText::AppendText(text) => {
                self.depth.set(depth);
                NodeOrText::AppendText(text)
            }
        }
    }
}

/// As in scraper's sink, `template` contents hang below their element.
impl TreeSink for WatchingSink {
    type Handle = Handle;
    type Output = Html;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Html {
        self.inner.finish()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: self.inner.get_document(), number: 0 }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> Ref<'a, QualName> {
        self.inner.elem_name(&target.id)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> Handle {
        self.number(self.inner.create_element(name, attrs, flags))
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        self.number(self.inner.create_comment(text))
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> Handle {
        self.number(self.inner.create_pi(target, data))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let child = self.enter(parent, child);
        self.inner.append(&parent.id, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let child = self.enter(previous, child);
        self.inner.append_based_on_parent_node(&element.id, &previous.id, child);
    }

    fn append_before_sibling(&self, sibling: &Handle, node: NodeOrText<Handle>) {
        let node = self.enter(sibling, node);
        self.inner.append_before_sibling(&sibling.id, node);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public_id: StrTendril, system_id: StrTendril) {
        self.inner.append_doctype_to_document(name, public_id, system_id);
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        // Contents are asked for once per insertion; they lie where their element lies.
        let id = self.inner.get_template_contents(&target.id);
        Handle { id, number: target.number }
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.inner.set_quirks_mode(mode);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        self.inner.add_attrs_if_missing(&target.id, attrs);
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.inner.remove_from_parent(&target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        self.inner.reparent_children(&node.id, &new_parent.id);
    }
}
