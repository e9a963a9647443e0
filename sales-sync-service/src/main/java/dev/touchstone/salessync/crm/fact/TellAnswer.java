package dev.touchstone.salessync.crm.fact;

import java.util.List;

/**
 * What became of facts. Pure.
 *
 * @param accepted how many changed what was stored
 * @param unchanged how many were known before
 * @param refused the others
 * @param cursor the number that touchpoint-service keeps now
 */
public record TellAnswer(int accepted, int unchanged, List<Refused> refused, long cursor) {
    public TellAnswer {
        refused = List.copyOf(refused);
    }

    /**
     * A fact that cannot be stored as it is.
     *
     * @param reason upper snake case
     * @param sentence what is wrong and what to do
     */
    public record Refused(CrmObject object, String id, String reason, String sentence) {}
}
