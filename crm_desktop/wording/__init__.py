"""Codes of the rules put into words: tables of msgids that window, commands and paper share."""
