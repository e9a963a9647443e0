package dev.touchstone.salessync.reminder;

import java.util.ArrayList;
import java.util.List;

/**
 * Three values of each field become one: what both sides agreed on (the base), what is here, what Salesforce has.
 *
 * <ol>
 *   <li>Only one side changed it: that value.
 *   <li>Both changed it to the same: that value.
 *   <li>Both changed it differently: the later change; Salesforce's if they are less than 2 seconds apart. The other value is kept as lost.
 * </ol>
 *
 * <p>A task that one side completed stays completed whatever the other changed besides: status and priority have two values each, so
 * that two sides that both change one of them change it to the same. Pure.
 */
final class ReminderMerge {
    private ReminderMerge() {}

    /**
     * The outcome. What is in {@code fields} and not in {@code base} is to be sent.
     *
     * @param fields what is here now
     * @param base what Salesforce has, which is what both sides have agreed on now
     * @param lost values that gave way
     */
    record Merged(ReminderFields fields, ReminderFields base, List<LostValue> lost) {
        Merged {
            lost = List.copyOf(lost);
        }
    }

    /** Merges. Doing it again with what came out changes nothing. */
    static Merged merge(ReminderFields base, ReminderFields ours, ReminderFields theirs, EditTimes times) {
        ReminderFields merged = ours;
        List<LostValue> lost = new ArrayList<>();
        for (ReminderField field : base.differences(theirs)) {
            if (ours.agrees(field, theirs)) {
                continue;
            }
            boolean changedHere = !ours.agrees(field, base);
            if (changedHere && times.isLaterHere(field)) {
                lost.add(new LostValue(field, ours.text(field), theirs.text(field), LostValue.Side.SALESFORCE));
                continue;
            }
            // Whoever changed the beginning of a text in Salesforce never saw its end.
            if (changedHere || (field == ReminderField.DETAILS && DetailsText.isCut(ours.details()))) {
                lost.add(new LostValue(field, theirs.text(field), ours.text(field), LostValue.Side.HERE));
            }
            merged = merged.with(field, theirs);
        }
        return new Merged(merged, theirs, lost);
    }
}
