"""The calendar: a month of visits and days to remember, and the agenda."""
