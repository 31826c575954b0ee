"""Reads an uploaded roster and judges each row against the register. Changes nothing."""
