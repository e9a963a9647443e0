package dev.touchstone.salessync.optout.check;

/**
 * What is sent, and by which settings it is checked. Pure.
 *
 * @param purpose what kind of send it is
 * @param template what is sent
 * @param settings in force
 */
public record SendContext(SendPurpose purpose, Template template, CheckSettings settings) {
    /**
     * What is sent.
     *
     * @param id of the template; empty if none was named
     * @param owner whose it is; empty if none was named
     * @param nonCommercial whether it needs no consent
     */
    public record Template(String id, String owner, boolean nonCommercial) {}
}
