"""Cards that may be of the same customer: found, compared, merged or told apart."""
