"""Where it is: counties, municipalities, towns and villages, schematic areas, the offline geocoder."""
