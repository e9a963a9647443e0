package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.Session;
import java.util.List;

/** Sessions as a table. */
public final class SessionText {
    private SessionText() {}

    /** A list of sessions, one row each. */
    public static String list(List<Session> sessions, int width) {
        Table table = Table.of(
                Table.text("Start (UTC)"),
                Table.text("Visitor"),
                Table.number("Pages"),
                Table.number("Forms"),
                Table.text("Channel"),
                Table.text("Landing page"),
                Table.text("Referrer"),
                Table.text("Began by"));
        for (Session session : sessions) {
            table.row(
                    Stamps.time(session.getStartTime()),
                    session.getVisitorId(),
                    Words.number(session.getPageViewCount()),
                    Words.number(session.getFormSubmissionCount()),
                    channel(session),
                    session.getLandingPage(),
                    session.getReferrer(),
                    Words.plain(session.getStartReason(), "SESSION_START_REASON_"));
        }
        return sessions.isEmpty() ? "No sessions.\n" : table.render(width);
    }

    /** The channel; a carried one is marked. */
    private static String channel(Session session) {
        String channel = Words.channel(
                session.getChannel().getChannel(), session.getChannel().getSubchannel());
        return session.getCarriedOverSessionId().isEmpty() ? channel : channel + " (carried over)";
    }
}
