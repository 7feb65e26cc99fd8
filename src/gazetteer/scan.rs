//! Longest names at the head of a text, found in one walk down the map.
