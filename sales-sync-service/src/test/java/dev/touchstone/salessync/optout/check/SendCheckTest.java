package dev.touchstone.salessync.optout.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.optout.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The state machine S6, row by row (section 2.6, R-C-1 to R-C-6, R-U-11). */
class SendCheckTest {
    private static final Instant NOW = Instant.parse("2026-07-15T10:00:00Z");
    private static final EmailAddress ADDRESS = new EmailAddress("ann@mail.blocked.test");
    private static final Mirror NOBODY = new Mirror(false, false, false, false, Optional.empty());

    private static RecipientFacts facts(boolean out, boolean erased, Mirror mirror, Optional<Answer> remembered) {
        return new RecipientFacts(ADDRESS, out, erased, mirror, remembered, Optional.empty());
    }

    private static SendContext context(CheckMode mode, boolean enabled, boolean nonCommercial, String blocked) {
        return new SendContext(
                SendPurpose.ONE_TO_ONE,
                new SendContext.Template("t", "o", nonCommercial),
                new CheckSettings(enabled, mode, blocked.isEmpty() ? List.of() : List.of(blocked), false));
    }

    private static String text(SendCheck.Step step) {
        return switch (step) {
            case SendCheck.Step.Decided decided ->
                decided.decision().outcome() + " " + decided.decision().reason();
            case SendCheck.Step.Ask ignored -> "ASK";
            case SendCheck.Step.Unanswerable ignored -> "UNANSWERABLE";
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a blocked domain, whatever else        | blocked.test      | true  | true  | true  | BLOCKED BLOCKED_DOMAIN
            its subdomain                          | mail.blocked.test | false | false | true  | BLOCKED BLOCKED_DOMAIN
            another domain that ends alike         | locked.test       | false | false | true  | ALLOWED NON_COMMERCIAL
            erased, whatever the template          | ''                | true  | true  | true  | BLOCKED ERASED
            no consent needed, though out          | ''                | true  | false | true  | ALLOWED NON_COMMERCIAL
            out                                    | ''                | true  | false | false | BLOCKED SALES_OPT_OUT
            nothing known                          | ''                | false | false | false | ASK
            """)
    void whatCountsBeforeMarketo(
            String rule, String blocked, boolean out, boolean erased, boolean nonCommercial, String expected) {
        assertThat(text(SendCheck.begin(
                        facts(out, erased, NOBODY, Optional.empty()),
                        context(CheckMode.HYBRID, true, nonCommercial, blocked),
                        NOW)))
                .as(rule)
                .isEqualTo(expected);
    }

    @Test
    void anOptOutHereCountsThoughTheCheckIsOff() {
        SendContext off = context(CheckMode.LIVE, false, false, "");

        assertThat(text(SendCheck.begin(facts(true, false, NOBODY, Optional.empty()), off, NOW)))
                .isEqualTo("BLOCKED SALES_OPT_OUT");
        assertThat(text(SendCheck.begin(facts(false, false, NOBODY, Optional.empty()), off, NOW)))
                .isEqualTo("ALLOWED CHECK_OFF");
    }

    /** AC-89 and R-C-2. The age in seconds; an empty one is never. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LIVE        | true  | false | false | 0   | ASK
            HYBRID      | true  | false | false | 60  | ALLOWED SUBSCRIBED
            HYBRID      | true  | true  | false | 60  | BLOCKED MARKETING_OPT_OUT
            HYBRID      | true  | true  | true  | 120 | BLOCKED MARKETING_OPT_OUT
            HYBRID      | true  | false | true  | 60  | ASK
            HYBRID      | true  | false | false | 121 | ASK
            HYBRID      | true  | true  | false | 180 | ASK
            HYBRID      | true  | false | false |     | ASK
            HYBRID      | false | false | false | 60  | ASK
            MIRROR_ONLY | false | false | false | 60  | ALLOWED UNKNOWN_ADDRESS
            MIRROR_ONLY | false | false | false | 180 | UNANSWERABLE
            MIRROR_ONLY | false | false | false |     | UNANSWERABLE
            MIRROR_ONLY | true  | false | false | 60  | ALLOWED SUBSCRIBED
            MIRROR_ONLY | true  | true  | false | 60  | BLOCKED MARKETING_OPT_OUT
            MIRROR_ONLY | true  | true  | false | 180 | UNANSWERABLE
            MIRROR_ONLY | true  | false | true  | 60  | UNANSWERABLE
            """)
    void theMirrorDecidesWhileItIsFresh(
            CheckMode mode, boolean known, boolean unsubscribed, boolean unsaid, Long age, String expected) {
        Mirror mirror = new Mirror(
                known, unsubscribed, unsaid, false, Optional.ofNullable(age).map(NOW::minusSeconds));

        assertThat(text(SendCheck.begin(
                        facts(false, false, mirror, Optional.empty()), context(mode, true, false, ""), NOW)))
                .isEqualTo(expected);
    }

    /** A sign of a change comes before what was read; a time to come tells nothing (F37). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HYBRID      | false | true  | 1     | ASK
            HYBRID      | true  | true  | 1     | BLOCKED MARKETING_OPT_OUT
            MIRROR_ONLY | false | true  | 1     | UNANSWERABLE
            HYBRID      | false | false | -5    | ALLOWED SUBSCRIBED
            HYBRID      | false | false | -6    | ASK
            MIRROR_ONLY | false | false | -7200 | UNANSWERABLE
            """)
    void theMirrorDecidesNothingBesideASignOfAChange(
            CheckMode mode, boolean unsubscribed, boolean dirty, long age, String expected) {
        Mirror mirror = new Mirror(true, unsubscribed, false, dirty, Optional.of(NOW.minusSeconds(age)));

        assertThat(text(SendCheck.begin(
                        facts(false, false, mirror, Optional.empty()), context(mode, true, false, ""), NOW)))
                .isEqualTo(expected);
    }

    /** An allow is used for 120 s unless there is a sign of an unsubscribe, a block for 24 h. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SUBSCRIBED   | 119   | false | false | ALLOWED SUBSCRIBED
            UNKNOWN      | 119   | false | false | ALLOWED UNKNOWN_ADDRESS
            SUBSCRIBED   | 120   | false | false | ASK
            SUBSCRIBED   | 1     | true  | false | ASK
            SUBSCRIBED   | 1     | false | true  | ASK
            UNSUBSCRIBED | 86399 | false | false | BLOCKED MARKETING_OPT_OUT
            UNSUBSCRIBED | 86400 | false | false | ASK
            INCONCLUSIVE | 100   | false | false | BLOCKED CHECK_INCONCLUSIVE
            """)
    void anAnswerIsRemembered(Answer.Kind kind, long age, boolean unsubscribed, boolean dirty, String expected) {
        Mirror old = new Mirror(true, unsubscribed, false, dirty, Optional.of(NOW.minusSeconds(9_999)));

        assertThat(text(SendCheck.begin(
                        facts(false, false, old, Optional.of(new Answer(kind, NOW.minusSeconds(age)))),
                        context(CheckMode.LIVE, true, false, ""),
                        NOW)))
                .isEqualTo(expected);
    }

    /** R-C-3: closed, unless the settings take what a mirror younger than 24 hours says. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            false | 1 | false | 60    | BLOCKED CHECK_UNAVAILABLE
            true  | 1 | false | 60    | ALLOWED STALE_ALLOWED
            true  | 1 | false | 86400 | ALLOWED STALE_ALLOWED
            true  | 1 | false | 86401 | BLOCKED CHECK_UNAVAILABLE
            true  | 1 | true  | 60    | BLOCKED CHECK_UNAVAILABLE
            true  | 1 | false |       | BLOCKED CHECK_UNAVAILABLE
            true  | 0 | false | 60    | BLOCKED CHECK_UNAVAILABLE
            """)
    void aOneToOneSendFailsClosed(boolean staleAllowed, long people, boolean unsubscribed, Long age, String expected) {
        Mirror mirror = new Mirror(
                people > 0, unsubscribed, false, false, Optional.ofNullable(age).map(NOW::minusSeconds));
        SendContext context = new SendContext(
                SendPurpose.ONE_TO_ONE,
                new SendContext.Template("", "", false),
                new CheckSettings(true, CheckMode.LIVE, List.of(), staleAllowed));
        SendDecision decision = SendCheck.unanswered(facts(false, false, mirror, Optional.empty()), context, NOW, 0.5);

        assertThat(decision.outcome() + " " + decision.reason()).isEqualTo(expected);
    }

    /** R-C-3: a bulk or campaign send is deferred, with growing pauses, for at most 4 hours, and then blocked. */
    @ParameterizedTest
    @CsvSource({"BULK", "CAMPAIGN"})
    void anyOtherSendIsDeferredForFourHoursAtMost(SendPurpose purpose) {
        SendContext context = new SendContext(
                purpose,
                new SendContext.Template("", "", false),
                new CheckSettings(true, CheckMode.LIVE, List.of(), true));
        Instant at = NOW;
        int attempts = 0;
        Optional<RetryToken> token = Optional.empty();
        SendDecision decision;
        do {
            decision = SendCheck.unanswered(
                    new RecipientFacts(ADDRESS, false, false, NOBODY, Optional.empty(), token), context, at, 0.9);
            if (decision.outcome() == SendOutcome.DEFERRED) {
                SendDecision.Retry retry = decision.retry().orElseThrow();
                assertThat(retry.token().since()).isEqualTo(NOW);
                assertThat(retry.delay()).isBetween(Duration.ofMillis(1), Duration.ofMinutes(5));
                token = RetryToken.decode(retry.token().encode(ADDRESS), ADDRESS);
                assertThat(token).contains(retry.token());
                at = at.plus(retry.delay());
                attempts++;
            }
        } while (decision.outcome() == SendOutcome.DEFERRED);

        assertThat(decision.reason()).isEqualTo(SendReason.CHECK_UNAVAILABLE);
        assertThat(decision.outcome()).isEqualTo(SendOutcome.BLOCKED);
        assertThat(Duration.between(NOW, at)).isBetween(Duration.ofMinutes(239), Duration.ofHours(4));
        assertThat(attempts).isBetween(48, 100);
    }

    @Test
    void aTokenIsOfOneAddressAndNothingElseIsAToken() {
        String token = new RetryToken(NOW, 3).encode(ADDRESS);

        assertThat(RetryToken.decode(token, ADDRESS)).contains(new RetryToken(NOW, 3));
        assertThat(RetryToken.decode(token, new EmailAddress("other@x.test"))).isEmpty();
        assertThat(RetryToken.decode("", ADDRESS)).isEmpty();
        assertThat(RetryToken.decode("!", ADDRESS)).isEmpty();
        assertThat(RetryToken.decode(token.substring(0, 20), ADDRESS)).isEmpty();
    }
}
