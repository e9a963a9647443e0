package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.IdentificationKind;
import dev.touchstone.touchpoint.v1.IgnoredIdentity;
import dev.touchstone.touchpoint.v1.VisitorIdentity;
import java.util.List;

/** Identities of visitors as tables. */
public final class IdentityText {
    private IdentityText() {}

    /** The identities, a row each. */
    public static String list(List<VisitorIdentity> identities, int width) {
        Table table = Table.of(
                Table.text("Visitor"),
                Table.text("Address"),
                Table.text("Known by"),
                Table.text("First (UTC)"),
                Table.text("Last (UTC)"),
                Table.number("Times"),
                Table.text("Ignored"));
        for (VisitorIdentity identity : identities) {
            table.row(
                    identity.getVisitorId(),
                    identity.getEmail(),
                    kind(identity.getKind()),
                    Stamps.time(identity.getFirstIdentifyTime()),
                    Stamps.time(identity.getLastIdentifyTime()),
                    Words.number(identity.getIdentificationCount()),
                    identity.getIgnored() ? "yes" : "");
        }
        return identities.isEmpty() ? "No identities.\n" : table.render(width);
    }

    /** What is ignored, a row each. */
    public static String ignored(List<IgnoredIdentity> ignored, int width) {
        Table table =
                Table.of(Table.text("Visitor"), Table.text("Address"), Table.text("Since (UTC)"), Table.text("Why"));
        for (IgnoredIdentity identity : ignored) {
            table.row(
                    identity.getVisitorId().isEmpty() ? "(all)" : identity.getVisitorId(),
                    identity.getEmail().isEmpty() ? "(all)" : identity.getEmail(),
                    Stamps.time(identity.getCreateTime()),
                    identity.getNote());
        }
        return ignored.isEmpty() ? "Nothing is ignored.\n" : table.render(width);
    }

    private static String kind(IdentificationKind kind) {
        return switch (kind) {
            case IDENTIFICATION_KIND_FORM -> "form";
            case IDENTIFICATION_KIND_CHAT -> "chat";
            case IDENTIFICATION_KIND_EMAIL_LINK -> "e-mail link";
            case IDENTIFICATION_KIND_RECOGNITION -> "recognition";
            case IDENTIFICATION_KIND_ALIAS -> "alias";
            case IDENTIFICATION_KIND_UNSPECIFIED, UNRECOGNIZED -> "?";
        };
    }
}
