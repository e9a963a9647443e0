package dev.touchstone.testing.salesforce.org;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.emulator.MovableClock;
import dev.touchstone.testing.salesforce.org.Change.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of records in time: deleted and back, merged, converted, seen late, told in the journal. */
class LifecycleTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private final MovableClock clock = new MovableClock();
    private Organisation org;
    private Writer writer;

    @BeforeEach
    void open() {
        clock.set(NOON);
        org = new Organisation(clock);
        writer = Writer.of(org.adminId()).withClient("sia-sync");
    }

    private SObject find(String id) {
        return org.find(id).orElseThrow();
    }

    private String task(String who) {
        return org.create("Task", Map.of("Subject", "x", "WhoId", who));
    }

    private String lead(String name) {
        return org.create("Lead", Map.of("LastName", name, "Company", name + " Inc", "Email", name + "@x.test"));
    }

    private String member(String campaign, String field, String person) {
        return org.create("CampaignMember", Map.of("CampaignId", campaign, field, person));
    }

    @Test
    @DisplayName("AC-62: deletions are listed for 15 days; the children go along and come back")
    void deletedAndBack() {
        String lead = lead("a");
        String task = task(lead);
        clock.set(NOON.plus(Duration.ofHours(1)));
        assertThat(org.write(writer, new Write.Delete("", lead)).isDone()).isTrue();
        assertThat(find(lead).isDeleted()).isTrue();
        assertThat(find(task).isDeleted()).isTrue();
        assertThat(find(lead).systemModstamp()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(org.count("Lead")).isZero();
        assertThat(org.deleted("Lead", NOON, clock.instant().plusSeconds(60)))
                .extracting(DeletedRecord::id)
                .containsExactly(lead);
        assertThat(org.updated("Lead", NOON, clock.instant().plusSeconds(60))).isEmpty();

        assertThat(org.write(writer, new Write.Undelete("Lead", lead)).isDone()).isTrue();
        assertThat(find(task).isDeleted()).isFalse();
        assertThat(org.deleted("Lead", NOON, clock.instant().plusSeconds(60))).isEmpty();
        assertThat(org.updated("Lead", NOON, clock.instant().plusSeconds(60))).containsExactly(lead);

        org.write(writer, new Write.Delete("Lead", lead));
        Instant start = clock.instant().minusSeconds(60);
        clock.advance(Duration.ofDays(14));
        assertThat(org.deleted("Lead", start, clock.instant())).hasSize(1);
        org.emptyRecycleBin(clock.instant());
        assertThat(org.find(lead)).isEmpty();
        assertThat(org.deleted("Lead", start, clock.instant())).hasSize(1);
        clock.advance(Duration.ofDays(2));
        assertThat(org.deleted("Lead", start, clock.instant())).isEmpty();
        assertThat(org.earliestDeletion()).isAfter(start);
    }

    @Test
    void aDeleteLogCanBePurgedEarly() {
        String lead = lead("a");
        org.delete(lead);
        clock.advance(Duration.ofHours(1));
        org.purgeDeleteLog(clock.instant());
        assertThat(org.deleted("Lead", NOON, clock.instant())).isEmpty();
    }

    @Test
    void hardDeletesLeaveNothing() {
        String lead = lead("a");
        String task = task(lead);
        assertThat(org.write(writer, new Write.HardDelete("Lead", lead)).isDone())
                .isTrue();
        assertThat(org.find(lead)).isEmpty();
        assertThat(org.find(task)).isEmpty();
    }

    @Test
    @DisplayName("F25: the loser of a merge names its winner, its tasks move")
    void mergedRecords() {
        String winner = lead("w");
        String loser = lead("l");
        String task = task(loser);
        String campaign = org.create("Campaign", Map.of("Name", "c"));
        String kept = member(campaign, "LeadId", winner);
        String twice = member(campaign, "LeadId", loser);
        clock.advance(Duration.ofMinutes(1));
        Map<String, Object> fields = new HashMap<>();
        fields.put("Title", "CEO");
        assertThat(org.merge(writer, winner, List.of(loser), fields)).isEqualTo(new WriteResult.Done(winner, false));

        assertThat(find(winner).value("Title")).isEqualTo("CEO");
        assertThat(find(loser).isDeleted()).isTrue();
        assertThat(find(loser).value("MasterRecordId")).isEqualTo(winner);
        assertThat(find(task).value("WhoId")).isEqualTo(winner);
        assertThat(find(task).systemModstamp()).isEqualTo(NOON.plusSeconds(60));
        assertThat(find(kept).isDeleted()).isFalse();
        assertThat(find(twice).isDeleted()).isTrue();
        assertThat(org.merge(writer, winner, List.of(winner), Map.of()).isDone())
                .isFalse();
    }

    @Test
    @DisplayName("AC-53, F26: a converted lead becomes a contact, and nobody writes to it any more")
    void convertedLeads() {
        String lead = lead("a");
        String task = task(lead);
        String campaign = org.create("Campaign", Map.of("Name", "c"));
        String member = member(campaign, "LeadId", lead);
        Organisation.Conversion.Done done =
                (Organisation.Conversion.Done) org.convert(writer, new LeadConversion(lead, null, null, "Deal"));

        SObject converted = find(lead);
        assertThat(converted.isTrue("IsConverted")).isTrue();
        assertThat(converted.value("ConvertedContactId")).isEqualTo(done.contactId());
        assertThat(find(done.accountId()).value("Name")).isEqualTo("a Inc");
        assertThat(find(done.contactId()).value("AccountId")).isEqualTo(done.accountId());
        assertThat(find(done.contactId()).value("Email")).isEqualTo("a@x.test");
        assertThat(done.opportunityId()).isNotNull();
        assertThat(find(done.opportunityId()).value("CloseDate")).isEqualTo(LocalDate.parse("2026-12-31"));
        assertThat(org.find("OpportunityContactRole", "ContactId", done.contactId()))
                .hasSize(1);
        assertThat(find(task).value("WhoId")).isEqualTo(done.contactId());
        assertThat(find(member).value("ContactId")).isEqualTo(done.contactId());

        for (Write write : List.of(
                new Write.Update("Lead", lead, Map.of("Title", "x")),
                new Write.Create("Task", Map.of("WhoId", lead)))) {
            assertThat(org.write(writer, write))
                    .isEqualTo(WriteResult.failed(
                            WriteError.of("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead")));
        }
        assertThat(org.convert(writer, LeadConversion.of(lead))).isInstanceOf(Organisation.Conversion.Failed.class);

        String given = org.create("Contact", Map.of("LastName", "There", "AccountId", done.accountId()));
        Organisation.Conversion.Done second =
                (Organisation.Conversion.Done) org.convert(writer, new LeadConversion(lead("b"), null, given, null));
        assertThat(second).isEqualTo(new Organisation.Conversion.Done(done.accountId(), given, null));
    }

    @Test
    void campaignMembersRespondByTheStatusesOfTheirCampaign() {
        String campaign = org.create("Campaign", Map.of("Name", "c"));
        org.create("CampaignMemberStatus", Map.of("CampaignId", campaign, "Label", "Attended", "HasResponded", true));
        String lead = lead("a");
        String member = member(campaign, "LeadId", lead);
        assertThat(find(member).value("Status")).isEqualTo("Sent");
        assertThat(find(member).isTrue("HasResponded")).isFalse();
        org.write(writer, new Write.Update("CampaignMember", member, Map.of("Status", "attended")));
        assertThat(find(member).isTrue("HasResponded")).isTrue();
        assertThat(find(member).value("FirstRespondedDate")).isEqualTo(LocalDate.parse("2026-11-20"));
        assertThat(org.write(
                        writer, new Write.Create("CampaignMember", Map.of("CampaignId", campaign, "LeadId", lead))))
                .isEqualTo(WriteResult.failed(WriteError.of("DUPLICATE_VALUE", "Already a campaign member.")));
        assertThat(org.write(writer, new Write.Create("CampaignMember", Map.of("CampaignId", campaign)))
                        .isDone())
                .isFalse();
    }

    @Test
    void opportunitiesKeepTheirHistoryUntilTheyGo() {
        String account = org.create("Account", Map.of("Name", "a"));
        String deal = org.create(
                "Opportunity",
                Map.of("Name", "d", "AccountId", account, "StageName", "Prospecting", "CloseDate", "2026-12-31"));
        assertThat(find(deal).value("Probability")).isEqualTo(10.0);
        clock.advance(Duration.ofMinutes(1));
        org.write(writer, new Write.Update("Opportunity", deal, Map.of("Amount", 5)));
        org.write(writer, new Write.Update("Opportunity", deal, Map.of("NextStep", "call")));
        clock.advance(Duration.ofMinutes(1));
        org.write(writer, new Write.Update("Opportunity", deal, Map.of("StageName", "Closed Won")));
        assertThat(find(deal).isTrue("IsWon")).isTrue();
        assertThat(find(deal).isTrue("IsClosed")).isTrue();
        List<String> stages = new ArrayList<>();
        org.forEach("OpportunityHistory", row -> stages.add(row.text("StageName") + " " + row.value("Amount")));
        assertThat(stages).containsExactly("Prospecting null", "Prospecting 5.0", "Closed Won 5.0");
        org.delete(account);
        assertThat(find(deal).isDeleted()).isTrue();
        assertThat(org.find("OpportunityHistory", "OpportunityId", deal)).isEmpty();
    }

    @Test
    @DisplayName("AC-98, F17: rows of a long transaction are seen late, with stamps of long ago")
    void lateTransactions() {
        String seen = lead("seen");
        LateTransaction late = org.begin(writer);
        clock.advance(Duration.ofSeconds(10));
        WriteResult made = late.write(List.of(
                        new Write.Create("Lead", Map.of("LastName", "late", "Company", "c")),
                        new Write.Update("Lead", seen, Map.of("Title", "late"))))
                .get(0);
        String id = ((WriteResult.Done) made).id();
        clock.advance(Duration.ofMinutes(9));
        assertThat(org.find(id)).isEmpty();
        assertThat(find(seen).value("Title")).isNull();
        assertThat(org.write(writer, new Write.Upsert("Lead", "Id", seen, Map.of("Title", "mine"))))
                .isInstanceOfSatisfying(
                        WriteResult.Failed.class,
                        failed -> assertThat(failed.error().statusCode()).isEqualTo("UNABLE_TO_LOCK_ROW"));
        long before = org.journal().last();

        late.commit();
        assertThat(find(id).systemModstamp()).isEqualTo(NOON.plusSeconds(10));
        assertThat(find(seen).value("Title")).isEqualTo("late");
        List<Change> changes = org.journal().after(before, 10);
        assertThat(changes).extracting(Change::kind).containsExactly(Kind.CREATE, Kind.UPDATE);
        assertThat(changes.get(0).transaction().commitTime()).isAfter(NOON.plus(Duration.ofMinutes(9)));
        assertThat(org.write(writer, new Write.Update("Lead", seen, Map.of("Title", "mine")))
                        .isDone())
                .isTrue();
    }

    @Test
    void aTransactionThatIsRolledBackLeavesNothingAndLocksNothing() {
        String seen = lead("seen");
        LateTransaction late = org.begin(writer);
        late.write(List.of(new Write.Update("Lead", seen, Map.of("Title", "late"))));
        late.rollback();
        assertThat(find(seen).value("Title")).isNull();
        assertThat(org.write(writer, new Write.Update("Lead", seen, Map.of("Title", "mine")))
                        .isDone())
                .isTrue();
    }

    @Test
    @DisplayName("AC-70: the journal tells changed and emptied fields, and through which client")
    void theJournalTellsEveryChangeInOrder() {
        long before = org.journal().last();
        List<Change> told = new ArrayList<>();
        org.journal().addListener(told::addAll);
        String id = org.create("Task", Map.of("Subject", "a", "ActivityDate", "2026-12-01"));
        Map<String, Object> fields = new HashMap<>();
        fields.put("Priority", "High");
        fields.put("ActivityDate", null);
        org.write(writer, new Write.Update("Task", id, fields));
        org.write(writer, List.of(new Write.Delete("Task", id), new Write.Create("Task", Map.of())), false);
        org.write(writer, new Write.Undelete("Task", id));

        assertThat(told).isEqualTo(org.journal().after(before, 100));
        assertThat(told)
                .extracting(Change::number)
                .containsExactly(before + 1, before + 2, before + 3, before + 4, before + 5);
        assertThat(told)
                .extracting(Change::kind)
                .containsExactly(Kind.CREATE, Kind.UPDATE, Kind.DELETE, Kind.CREATE, Kind.UNDELETE);
        Change update = told.get(1);
        assertThat(update.recordIds()).containsExactly(id);
        assertThat(update.changedFields())
                .containsExactlyInAnyOrder("Priority", "IsHighPriority", "ActivityDate", "LastModifiedDate");
        assertThat(update.nulledFields()).containsExactly("ActivityDate");
        assertThat(update.transaction().changeOrigin()).isEqualTo("com/salesforce/api/rest/62.0;client=sia-sync");
        assertThat(told.get(0).changedFields()).contains("Subject", "OwnerId").doesNotContain("Description");
        assertThat(told.get(2).transaction().key())
                .isEqualTo(told.get(3).transaction().key());
        assertThat(told.get(3).transaction().sequenceNumber()).isEqualTo(2);
        assertThat(told.get(1).transaction().key())
                .isNotEqualTo(told.get(2).transaction().key());
    }

    @Test
    @DisplayName("F22: gaps and overflows")
    void gapsTellThatSomethingHappened() {
        String id = org.create("Task", Map.of("Subject", "a"));
        long before = org.journal().last();
        org.tellGaps(true);
        org.write(writer, new Write.Update("Task", id, Map.of("Subject", "b")));
        org.tellGaps(false);
        org.gap("Task", List.of(id), Kind.DELETE);
        org.overflow("Task");
        List<Change> changes = org.journal().after(before, 10);
        assertThat(changes)
                .extracting(Change::kind)
                .containsExactly(Kind.GAP_UPDATE, Kind.GAP_DELETE, Kind.GAP_OVERFLOW);
        assertThat(changes)
                .allMatch(change ->
                        change.after().isEmpty() && change.changedFields().isEmpty());
        assertThat(changes.get(2).recordIds()).containsExactly("00T*");
    }

    @Test
    void resetLeavesTheAdministratorOnly() {
        String admin = org.adminId();
        lead("a");
        org.reset();
        assertThat(org.adminId()).isEqualTo(admin);
        assertThat(org.count("Lead")).isZero();
        assertThat(org.count("User")).isEqualTo(1);
        assertThat(org.count("OpportunityStage")).isEqualTo(7);
        assertThat(org.truth().all()).isEmpty();
    }
}
