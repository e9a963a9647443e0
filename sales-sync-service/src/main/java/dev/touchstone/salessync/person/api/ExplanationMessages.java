package dev.touchstone.salessync.person.api;

import dev.touchstone.salessync.person.change.FieldChange;
import dev.touchstone.salessync.person.explain.Explanation;
import dev.touchstone.salessync.v1.PersonExplanation;
import dev.touchstone.salessync.v1.PersonFieldProvenance;
import dev.touchstone.salessync.v1.PersonReadWay;
import dev.touchstone.salessync.v1.PersonStanding;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes explanations and history as messages. */
final class ExplanationMessages {
    private ExplanationMessages() {}

    static PersonExplanation message(Explanation explanation) {
        PersonExplanation.Builder message = PersonExplanation.newBuilder()
                .setStanding(standing(explanation.standing()))
                .setSentence(explanation.sentence())
                .setReason(PersonMessages.reason(explanation.reason()))
                .setReadLive(explanation.standing().isReadLive());
        Optional.ofNullable(explanation.person()).map(PersonMessages::message).ifPresent(message::setPerson);
        Optional.ofNullable(explanation.winner()).ifPresent(message::setWinnerMarketoId);
        Optional.ofNullable(explanation.goneAt()).map(PersonMessages::timestamp).ifPresent(message::setGoneTime);
        explanation
                .fields()
                .forEach(field -> message.addFields(
                        provenance(field, explanation.standing().isReadLive(), message)));
        return message.build();
    }

    private static PersonFieldProvenance provenance(
            Explanation.Field field, boolean live, PersonExplanation.Builder explanation) {
        PersonFieldProvenance.Builder message =
                PersonFieldProvenance.newBuilder().setField(field.name()).setSystem("marketo");
        Optional.ofNullable(field.value()).ifPresent(message::setValue);
        FieldChange.@Nullable Source source = field.source();
        if (live) {
            message.setWay(PersonReadWay.PERSON_READ_WAY_LIVE)
                    .setReadTime(explanation.getPerson().getReadTime());
        } else if (source != null) {
            message.setSystem(source.system())
                    .setWay(PersonMessages.way(source.way()))
                    .setReadTime(PersonMessages.timestamp(source.readAt()));
        }
        return message.build();
    }

    static dev.touchstone.salessync.v1.PersonFieldChange message(FieldChange change) {
        dev.touchstone.salessync.v1.PersonFieldChange.Builder message =
                dev.touchstone.salessync.v1.PersonFieldChange.newBuilder()
                        .setMarketoId(change.marketoId())
                        .setField(change.field())
                        .setSystem(change.source().system())
                        .setWay(PersonMessages.way(change.source().way()))
                        .setReadTime(PersonMessages.timestamp(change.source().readAt()))
                        .setVersion(change.version());
        Optional.ofNullable(change.oldValue()).ifPresent(message::setOldValue);
        Optional.ofNullable(change.newValue()).ifPresent(message::setNewValue);
        return message.build();
    }

    private static PersonStanding standing(Explanation.Standing standing) {
        return switch (standing) {
            case ACTIVE -> PersonStanding.PERSON_STANDING_ACTIVE;
            case HIDDEN -> PersonStanding.PERSON_STANDING_HIDDEN;
            case NOT_QUALIFIED -> PersonStanding.PERSON_STANDING_NOT_QUALIFIED;
            case NOT_READ_YET -> PersonStanding.PERSON_STANDING_NOT_READ_YET;
            case TOMBSTONE -> PersonStanding.PERSON_STANDING_TOMBSTONE;
            case SUPPRESSION_ONLY -> PersonStanding.PERSON_STANDING_SUPPRESSION_ONLY;
            case ERASED -> PersonStanding.PERSON_STANDING_ERASED;
            case SUPPRESSED -> PersonStanding.PERSON_STANDING_SUPPRESSED;
        };
    }
}
