package dev.touchstone.touchpoint.overlap;

import java.util.UUID;

/**
 * Two sources that describe the same interactions.
 *
 * @param kind what overlaps
 * @param campaignId the campaign or program
 * @param campaignName its name
 * @param otherSource the program, or the page of the form
 * @param people people with touchpoints of both
 * @param example a touchpoint of the campaign
 * @param otherExample the other source's touchpoint of the same person that is the nearest in time
 */
record Overlap(
        Kind kind,
        String campaignId,
        String campaignName,
        String otherSource,
        long people,
        UUID example,
        UUID otherExample) {
    /** What overlaps. */
    enum Kind {
        /** A program and a campaign. */
        PROGRAM_AND_CAMPAIGN,
        /** A form and a campaign or program. */
        FORM_AND_CAMPAIGN
    }
}
