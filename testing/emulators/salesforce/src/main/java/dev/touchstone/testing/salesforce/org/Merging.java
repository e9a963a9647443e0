package dev.touchstone.testing.salesforce.org;

import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Merges: the children of the losers go to the winner, the losers into the recycle bin. */
final class Merging {
    private static final int MAX_LOSERS = 2;
    private static final Set<String> TYPES = Set.of("Account", "Contact", "Lead");

    private Merging() {}

    static WriteResult merge(
            WriteSet set,
            Saving saving,
            ObjectType type,
            String winnerId,
            List<String> loserIds,
            Map<String, @Nullable Object> fields)
            throws Rejection {
        if (!TYPES.contains(type.name()) || loserIds.isEmpty() || loserIds.size() > MAX_LOSERS) {
            throw new Rejection("INVALID_OPERATION", "one or two accounts, contacts or leads are merged into one");
        }
        SObject winner = Saving.existing(set, type, winnerId);
        List<SObject> losers = new ArrayList<>();
        for (String loserId : loserIds) {
            SObject loser = Saving.existing(set, type, loserId);
            if (loser.id().equals(winner.id()) || loser.isTrue("IsConverted")) {
                throw new Rejection("INVALID_OPERATION", "the record cannot be merged: " + loser.id());
            }
            losers.add(loser);
        }
        saving.update(set, type, winner.id(), fields);
        for (SObject loser : losers) {
            move(set, type, loser.id(), winner.id());
            Map<String, @Nullable Object> gone = Saving.fields(type, loser);
            gone.put("MasterRecordId", winner.id());
            Removal.bin(set, new StoredObject(type.name(), loser.id(), gone), loser.id());
            set.accept("merge", type.name(), loser.id(), Map.of("MasterRecordId", winner.id()));
        }
        return new WriteResult.Done(winner.id(), false);
    }

    /** Lets all records that refer to one refer to another one. */
    private static void move(WriteSet set, ObjectType merged, String from, String to) {
        for (ObjectType type : set.tables().types()) {
            for (Field field : type.fields()) {
                if (field.referenceTo().contains(merged.name())) {
                    for (SObject child : set.withValue(type.name(), field.name(), from)) {
                        point(set, type, child, field.name(), to);
                    }
                }
            }
        }
    }

    private static void point(WriteSet set, ObjectType type, SObject child, String field, String to) {
        if (type.name().equals("CampaignMember") && isMember(set, child, field, to)) {
            Removal.bin(set, child, child.id());
            return;
        }
        Map<String, @Nullable Object> row = new HashMap<>(Saving.fields(type, child));
        row.put(field, to);
        Removal.touch(set, row);
        TypeRules.derive(set, type, row, child);
        Saving.store(set, type, row);
    }

    /** True if the person is in the campaign already. */
    static boolean isMember(WriteSet set, SObject member, String field, String person) {
        return set.withValue("CampaignMember", field, person).stream()
                .anyMatch(other -> !other.id().equals(member.id())
                        && Objects.equals(other.value("CampaignId"), member.value("CampaignId")));
    }
}
