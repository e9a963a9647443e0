package dev.touchstone.commandline.rulefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.touchpoint.v1.GenerationRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleFileTest {
    private static final GenerationRule WEBINARS = GenerationRule.newBuilder()
            .setName("Webinars: all")
            .setExpressionText("Campaign.Type is equal to \"Webinar\" and CampaignMember.HasResponded is equal to true")
            .setTouchpointDate("{CampaignMember.FirstRespondedDate}")
            .build();
    private static final GenerationRule CALLS = GenerationRule.newBuilder()
            .setName("Calls")
            .setExpressionText("Task.Type is equal to \"Call\"")
            .setTouchpointDate("{Task.ActivityDate}")
            .setCampaignName("Outbound Sales - {Task.AssignedTo}")
            .build();
    private static final GenerationRule SMALL = GenerationRule.newBuilder()
            .setName("SMB")
            .setCategory("Size")
            .setExpressionText("Lead.Employees is less than 100")
            .build();

    @Test
    void rulesAreReadInTheirOrderWithContinuationsAndComments() throws RuleFile.Wrong {
        assertThat(RuleFile.read("""
                        # who came
                        rule: Webinars: all
                        when: Campaign.Type is equal to "Webinar"
                              and CampaignMember.HasResponded is equal to true
                        date: {CampaignMember.FirstRespondedDate}

                        RULE: Calls
                        when: Task.Type is equal to "Call"
                        # the campaign names who called
                        date: {Task.ActivityDate}
                        campaign: Outbound Sales - {Task.AssignedTo}
                        rule: SMB
                        category: Size
                        when: Lead.Employees is less than 100
                        """.lines().toList())).containsExactly(WEBINARS, CALLS, SMALL);
    }

    @Test
    void whatIsWrittenReadsAsTheSameRules() throws RuleFile.Wrong {
        List<GenerationRule> rules = List.of(WEBINARS, CALLS, SMALL);

        assertThat(RuleFile.read(RuleFile.write(rules).lines().toList())).isEqualTo(rules);
        assertThat(RuleFile.read(List.of())).isEmpty();
        assertThat(RuleFile.write(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "when: x|line 1: the first rule must begin with rule: and its name",
                "rule: A;datum: y|line 2: 'datum' is unknown; a line begins with rule:, when:, date:, campaign:, category: or #",
                "rule: A;when: x;;when: y|line 4: the rule has a 'when' already",
                "rule: A;hello|line 2: must begin with rule:, when:, date:, campaign:, category: or #",
                "# note; and more|line 2: nothing is there that this line could continue",
            })
    void wrongLineIsNamed(String text, String message) {
        assertThatThrownBy(() -> RuleFile.read(List.of(text.split(";", -1)))).hasMessage(message);
    }
}
