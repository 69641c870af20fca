"""A case on the map: ``geojson`` for GIS programs and web maps, ``kml`` for Google Earth."""
