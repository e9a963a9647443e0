package dev.touchstone.touchpoint.generate;

/**
 * The marketing effort behind a touchpoint, as section 1.5 of the requirement fills the fields. An absent value is empty.
 *
 * @param source touchpoint source
 * @param medium medium
 * @param campaignName ad campaign name
 * @param campaignId ad campaign id
 * @param content ad content
 * @param keyword keyword text
 */
public record Effort(
        String source, String medium, String campaignName, String campaignId, String content, String keyword) {
    /** The same effort by another medium. */
    Effort withMedium(String other) {
        return new Effort(source, other, campaignName, campaignId, content, keyword);
    }
}
