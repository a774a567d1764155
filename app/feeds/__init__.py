"""What other systems read of the directory: the HSDS API, GeoJSON and the export; only what is public to everybody."""
