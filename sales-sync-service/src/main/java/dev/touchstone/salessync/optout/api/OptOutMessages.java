package dev.touchstone.salessync.optout.api;

import dev.touchstone.salessync.optout.LedgerEntry;
import dev.touchstone.salessync.optout.OptOutFact;
import dev.touchstone.salessync.v1.UnsubscribeAction;
import dev.touchstone.salessync.v1.UnsubscribeEntry;
import dev.touchstone.salessync.v1.UnsubscribeSource;

/** Writes what was said about opt-outs as messages. */
final class OptOutMessages {
    private OptOutMessages() {}

    static UnsubscribeEntry message(LedgerEntry entry) {
        UnsubscribeEntry.Builder message =
                UnsubscribeEntry.newBuilder().setRecordTime(CheckMessages.timestamp(entry.at()));
        switch (entry.fact()) {
            case OptOutFact.Unsubscribe fact ->
                message.setAction(UnsubscribeAction.UNSUBSCRIBE_ACTION_UNSUBSCRIBE)
                        .setSource(source(fact.source()))
                        .setAuthor(fact.author())
                        .setNote(fact.note());
            case OptOutFact.Resubscribe fact ->
                message.setAction(UnsubscribeAction.UNSUBSCRIBE_ACTION_RESUBSCRIBE)
                        .setSource(UnsubscribeSource.UNSUBSCRIBE_SOURCE_ADMINISTRATOR)
                        .setAuthor(fact.author())
                        .setNote(fact.reason())
                        .setEvidence(fact.evidence());
        }
        return message.build();
    }

    private static UnsubscribeSource source(dev.touchstone.salessync.optout.UnsubscribeSource source) {
        return switch (source) {
            case CLICKED_LINK -> UnsubscribeSource.UNSUBSCRIBE_SOURCE_CLICKED_LINK;
            case MANUAL -> UnsubscribeSource.UNSUBSCRIBE_SOURCE_MANUAL;
            case ADMINISTRATOR -> UnsubscribeSource.UNSUBSCRIBE_SOURCE_ADMINISTRATOR;
            case BOUNCE -> UnsubscribeSource.UNSUBSCRIBE_SOURCE_BOUNCE;
            case MERGE -> UnsubscribeSource.UNSUBSCRIBE_SOURCE_MERGE;
            case SAME_PERSON -> UnsubscribeSource.UNSUBSCRIBE_SOURCE_SAME_PERSON;
            case ERASURE -> UnsubscribeSource.UNSUBSCRIBE_SOURCE_ERASURE;
            case SALESFORCE_SYNC -> UnsubscribeSource.UNSUBSCRIBE_SOURCE_SALESFORCE_SYNC;
        };
    }
}
