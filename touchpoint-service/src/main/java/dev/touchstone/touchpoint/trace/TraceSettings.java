package dev.touchstone.touchpoint.trace;

/**
 * Whether traces are recorded.
 *
 * @param isOn true if there is somewhere to send them
 */
public record TraceSettings(boolean isOn) {}
