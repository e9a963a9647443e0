package dev.touchstone.salessync.activity.rpc;

import dev.touchstone.salessync.activity.Activity;
import dev.touchstone.salessync.activity.ActivityAttribute;
import dev.touchstone.salessync.activity.KindAttributes;
import dev.touchstone.salessync.activity.panel.MirroredActivity;
import dev.touchstone.salessync.activity.panel.PanelItem;
import dev.touchstone.salessync.activity.panel.PanelKind;
import dev.touchstone.salessync.v1.PersonActivity;
import dev.touchstone.salessync.v1.PersonActivityKind;
import java.util.Optional;

/** Writes the items of the panel as messages. */
final class PersonActivityMessages {
    private PersonActivityMessages() {}

    static PersonActivity message(PanelItem item) {
        return switch (item) {
            case PanelItem.Recorded recorded -> message(recorded);
            case PanelItem.Mirrored mirrored -> message(mirrored.activity());
        };
    }

    private static PersonActivity message(PanelItem.Recorded item) {
        Activity activity = item.activity();
        ActivityAttribute primary =
                KindAttributes.primary(activity.recorded().content().kind());
        return PersonActivity.newBuilder()
                .setKind(kind(PanelKind.of(activity.recorded().content().kind())))
                .setOccurTime(ActivityMessages.timestamp(item.occurredAt()))
                .setTypeName(activity.recorded().content().kind().nativeName())
                .setTitle(
                        primary == ActivityAttribute.SUBJECT
                                ? activity.subject()
                                : activity.recorded().content().text(primary))
                .setActivityKey(activity.key())
                .setMarketoGuid(item.guid().orElse(""))
                .setOnItsWay(item.isOnItsWay())
                .setRecorded(ActivityMessages.message(activity))
                .build();
    }

    private static PersonActivity message(MirroredActivity activity) {
        return PersonActivity.newBuilder()
                .setKind(kind(activity.kind()))
                .setOccurTime(ActivityMessages.timestamp(activity.occurredAt()))
                .setTypeName(activity.typeName())
                .setTitle(activity.title())
                .putAllAttributes(activity.attributes())
                .setActivityKey(ActivityMessages.text(activity.activityKey()))
                .setMarketoGuid(activity.guid())
                .build();
    }

    private static PersonActivityKind kind(PanelKind kind) {
        return switch (kind) {
            case EMAIL -> PersonActivityKind.PERSON_ACTIVITY_KIND_EMAIL;
            case CALL -> PersonActivityKind.PERSON_ACTIVITY_KIND_CALL;
            case INTERESTING_MOMENT -> PersonActivityKind.PERSON_ACTIVITY_KIND_INTERESTING_MOMENT;
            case WEB -> PersonActivityKind.PERSON_ACTIVITY_KIND_WEB;
            case SALES_CAMPAIGN -> PersonActivityKind.PERSON_ACTIVITY_KIND_SALES_CAMPAIGN;
        };
    }

    /** A kind that was asked for; empty if it is none. */
    static Optional<PanelKind> kind(PersonActivityKind kind) {
        return switch (kind) {
            case PERSON_ACTIVITY_KIND_EMAIL -> Optional.of(PanelKind.EMAIL);
            case PERSON_ACTIVITY_KIND_CALL -> Optional.of(PanelKind.CALL);
            case PERSON_ACTIVITY_KIND_INTERESTING_MOMENT -> Optional.of(PanelKind.INTERESTING_MOMENT);
            case PERSON_ACTIVITY_KIND_WEB -> Optional.of(PanelKind.WEB);
            case PERSON_ACTIVITY_KIND_SALES_CAMPAIGN -> Optional.of(PanelKind.SALES_CAMPAIGN);
            case PERSON_ACTIVITY_KIND_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }
}
