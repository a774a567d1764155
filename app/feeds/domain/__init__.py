"""Pure rules of the feeds: ids, pages, parameters, timetables, taxonomies."""
