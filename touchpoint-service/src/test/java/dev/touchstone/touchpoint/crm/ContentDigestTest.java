package dev.touchstone.touchpoint.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.generate.SyncType;
import dev.touchstone.touchpoint.id.StableId;
import dev.touchstone.touchpoint.rule.FieldValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContentDigestTest {
    private static final Instant TIME = Instant.parse("2026-03-02T10:00:00Z");

    /** So that a record that is sent again after an update of the service is still the one that is stored. */
    @Test
    void aRecordWithoutFurtherContentHasTheDigestItAlwaysHad() {
        assertThat(new PersonRecord.CrmPerson(
                                head(),
                                PersonRecord.PersonType.LEAD,
                                null,
                                new PersonRecord.PersonName("Jane", "", "Acme"),
                                TIME,
                                new PersonRecord.PersonDetail("", "", "", null, null))
                        .digest())
                .isEqualTo(StableId.of("LEAD", null, "Jane", "", "Acme", TIME.toString()));
        assertThat(campaign("", null).digest()).isEqualTo(StableId.of("Spring", "Webinar", "INCLUDE_ALL"));
        assertThat(new CampaignRecord.CampaignMember(
                                head(), "C1", "L1", "Sent", TIME, new CampaignRecord.Response(false, null, null))
                        .digest())
                .isEqualTo(StableId.of("C1", "L1", "Sent", TIME.toString()));
        assertThat(new ActivityRecord.Activity(
                                head(),
                                "L1",
                                "Call",
                                "Intro",
                                TIME,
                                new ActivityRecord.ActivityDetail(
                                        ActivityRecord.ActivityKind.TASK, "", "", null, null, null))
                        .digest())
                .isEqualTo(StableId.of("L1", "Call", "Intro", TIME.toString()));
    }

    /** PostgreSQL compares ids as bytes, so as unsigned hexadecimal texts. */
    @Test
    void theCopyThatSaysMoreIsGreaterAndADeletionIsTheGreatest() {
        UUID bare = campaign("", null).digest();
        UUID withStatus = campaign("Planned", null).digest();
        UUID withBoth = campaign("Planned", LocalDate.parse("2026-03-01")).digest();
        UUID deletion = new CrmRecord.Deletion(CrmRecord.Kind.CAMPAIGN, head(), null).digest();

        assertThat(bare.toString()).isLessThan(withStatus.toString());
        assertThat(withStatus.toString()).isLessThan(withBoth.toString());
        assertThat(withBoth.toString()).isLessThan(deletion.toString());
    }

    @Test
    void whatADigestSaysIsBoundToItsName() {
        CampaignRecord.CampaignDetail start =
                new CampaignRecord.CampaignDetail("", null, LocalDate.parse("2026-03-01"), null, null, null);
        CampaignRecord.CampaignDetail end =
                new CampaignRecord.CampaignDetail("", null, null, LocalDate.parse("2026-03-01"), null, null);

        assertThat(new CampaignRecord.Campaign(head(), "a", "", SyncType.NONE, start).digest())
                .isNotEqualTo(new CampaignRecord.Campaign(head(), "a", "", SyncType.NONE, end).digest());
    }

    @Test
    void theOrderOfFieldsAndTheFormOfNumbersMakeNoDifference() {
        CrmField number = new CrmField("B", new FieldValue.Decimal(new BigDecimal("1.50")), false);
        CrmField same = new CrmField("B", new FieldValue.Decimal(new BigDecimal("1.5")), true);
        CrmField text = new CrmField("a", new FieldValue.Text("1.5"), false);

        UUID digest = account(number, text);
        assertThat(account(text, same)).isEqualTo(digest);
        assertThat(account(text, new CrmField("B", new FieldValue.Text("1.5"), false)))
                .isNotEqualTo(digest);
    }

    private static UUID account(CrmField... fields) {
        CrmRecord.Head head = new CrmRecord.Head("1", TIME, new CrmFields(List.of(fields)));
        return new AccountRecord.Account(head, "Acme", "", null).digest();
    }

    private static CampaignRecord.Campaign campaign(String status, LocalDate start) {
        return new CampaignRecord.Campaign(
                head(),
                "Spring",
                "Webinar",
                SyncType.INCLUDE_ALL,
                new CampaignRecord.CampaignDetail(status, null, start, null, null, null));
    }

    private static CrmRecord.Head head() {
        return new CrmRecord.Head("1", TIME, CrmFields.NONE);
    }
}
