package dev.touchstone.salessync.task.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTemplateTest {
    private static final String CAMPAIGN_TEMPLATE =
            "{{activity_type}} - {{activity_subject}} [{{sales_campaign_name}} d{{sales_campaign_day}}/s{{sales_campaign_step}}]";

    private static String subject(String template, Map<SubjectToken, String> values) {
        return TaskSubject.of(TaskKind.EMAIL, SubjectTemplate.parse(template), values);
    }

    private static Map<SubjectToken, String> about(String subject) {
        return Map.of(SubjectToken.ACTIVITY_SUBJECT, subject);
    }

    @Test
    void tokensBecomeValues() {
        assertThat(subject("{{activity_type}}: {{activity_subject}}", about("Intro call?")))
                .isEqualTo("Email: Intro call?");
    }

    @Test
    @DisplayName("AC-46: without a campaign the separators stay")
    void aMissingValueIsEmpty() {
        assertThat(subject(CAMPAIGN_TEMPLATE, about("Hello"))).isEqualTo("Email - Hello [ d/s]");
    }

    @Test
    void lineBreaksGoAndTabsBecomeSpaces() {
        Map<SubjectToken, String> values =
                Map.of(SubjectToken.ACTIVITY_SUBJECT, "Line1\r\nLine2", SubjectToken.CALL_OUTCOME, "Con\tnected");

        assertThat(subject("{{activity_subject}} {{call_outcome}}", values)).isEqualTo("Line1Line2 Con nected");
    }

    @Test
    @DisplayName("AC-47: 255 UTF-16 units, and no half of a pair")
    void theSubjectIsCut() {
        assertThat(subject("{{activity_subject}}", about("x".repeat(300)))).isEqualTo("x".repeat(255));
        assertThat(subject("{{activity_subject}}", about("x".repeat(254) + "\uD83D\uDE00")))
                .isEqualTo("x".repeat(254));
        assertThat(subject("{{activity_subject}}", about("x".repeat(253) + "\uD83D\uDE00y")))
                .isEqualTo("x".repeat(253) + "\uD83D\uDE00");
    }

    @Test
    void aValueThatLooksLikeATokenStays() {
        Map<SubjectToken, String> values =
                Map.of(SubjectToken.ACTIVITY_SUBJECT, "see {{call_reason}}", SubjectToken.CALL_REASON, "renewal");

        assertThat(subject("{{activity_subject}}", values)).isEqualTo("see {{call_reason}}");
        assertThat(subject("{{activity_subject}}{{call_reason}}", values)).isEqualTo("see {{call_reason}}renewal");
    }

    @Test
    @DisplayName("AC-48: the subject of a reply is fixed")
    void aReplyIgnoresTheTemplate() {
        assertThat(TaskSubject.of(TaskKind.REPLY, SubjectTemplate.parse(CAMPAIGN_TEMPLATE), about("Intro call?")))
                .isEqualTo("Reply: Intro call?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{subject}}", "{{ activity_subject }}", "{{Activity_Subject}}", "{{}}", "a {{call_reason"})
    void anUnknownTokenIsRefused(String template) {
        assertThatThrownBy(() -> SubjectTemplate.parse(template))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .containsAnyOf("{{activity_subject}}", "never closes");
    }

    @Test
    void aTemplateThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> SubjectTemplate.parse("x".repeat(1_001)))
                .hasMessageContaining("at most 1000 characters but 1001");
    }

    /** Whatever the values are: one line, 255 units at most, no broken pair that was not there, and nothing expanded twice. */
    @Test
    void anyValuesGiveALine() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        SubjectTemplate template = SubjectTemplate.parse(CAMPAIGN_TEMPLATE);
        for (int round = 0; round < 5_000; round++) {
            Map<SubjectToken, String> values = new EnumMap<>(SubjectToken.class);
            for (SubjectToken token : SubjectToken.values()) {
                if (random.nextBoolean()) {
                    values.put(token, text(random));
                }
            }
            String subject = template.render(values);

            assertThat(subject).as("seed %d round %d", seed, round).hasSizeLessThanOrEqualTo(255);
            assertThat(subject).as("seed %d round %d", seed, round).doesNotContain("\n", "\r", "\t", "\u2028");
            assertThat(hasBrokenPair(subject))
                    .as("seed %d round %d: %s", seed, round, subject)
                    .isFalse();
        }
    }

    private static String text(Random random) {
        String[] pieces = {"a", "\n", "\t", "\r\n", "\u2028", "\uD83D\uDE00", "{{call_reason}}", "{{", "}}", " ", "é"};
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(150);
        for (int i = 0; i < length; i++) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    private static boolean hasBrokenPair(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
