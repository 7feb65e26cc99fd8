//! Names → places, from a packed table of GeoNames data; also used by the index.
