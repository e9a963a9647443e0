package dev.touchstone.salessync.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.person.BuryPeople;
import dev.touchstone.salessync.person.ErasePerson;
import dev.touchstone.salessync.person.ForgetPeople;
import dev.touchstone.salessync.person.MergePeople;
import dev.touchstone.salessync.person.ReadWay;
import dev.touchstone.salessync.v1.ActivityDeliveryState;
import dev.touchstone.salessync.v1.ListActivitiesRequest;
import dev.touchstone.salessync.v1.ListActivitiesResponse;
import dev.touchstone.salessync.v1.PersonActivity;
import dev.touchstone.salessync.v1.PersonActivityKind;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.marketo.activity.Activity.Attribute;
import dev.touchstone.testing.marketo.activity.Activity.Primary;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The panel (R-M-6): what is here and what Marketo has, each once, also while Marketo is down. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class PersonPanelTest extends MarketoActivities {
    private static final int VISIT_WEBPAGE = 1;
    private static final int OPEN_EMAIL = 10;
    private static final int INTERESTING_MOMENT = 46;

    @Inject
    MergePeople merges;

    @Inject
    ErasePerson erasures;

    @Inject
    BuryPeople burials;

    @Inject
    ForgetPeople forgetting;

    private void inMarketo(int type, long person, String title, Duration ago) {
        marketo.activities()
                .record(
                        type,
                        person,
                        new Primary(1, title),
                        List.of(new Attribute("Source", "Web")),
                        Optional.of(Instant.ofEpochSecond(clock.instant().getEpochSecond())
                                .minus(ago)));
    }

    private ListActivitiesResponse panel(long person) {
        return activities.listActivities(
                ListActivitiesRequest.newBuilder().setMarketoId(person).build());
    }

    private static List<String> titles(ListActivitiesResponse panel) {
        return panel.getActivitiesList().stream()
                .map(item -> item.getTypeName() + ": " + item.getTitle())
                .toList();
    }

    @Test
    void itShowsWhatIsHereAndWhatMarketoHasEachOnceNewestFirst() {
        inMarketo(VISIT_WEBPAGE, 101, "/pricing", Duration.ofDays(80));
        inMarketo(OPEN_EMAIL, 101, "Newsletter", Duration.ofDays(2));
        inMarketo(INTERESTING_MOMENT, 101, "Web", Duration.ofHours(1));
        inMarketo(VISIT_WEBPAGE, 101, "/too-old", Duration.ofDays(91));
        inMarketo(VISIT_WEBPAGE, 102, "/somebody-else", Duration.ofDays(1));
        connect();
        String key = record(ActivityFixture.send("a", 101, "m1"));
        awaitDelivery(key, ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
        marketo.faults().add(FaultRule.on(ADD, new Fault.Code("608")));
        record(ActivityFixture.send("b", 101, "m2").setOccurTime(ActivityFixture.time(Instant.now())));

        ListActivitiesResponse panel = panel(101);
        assertThat(panel.getMarketoProblem()).isEmpty();
        assertThat(panel.hasMarketoReadTime()).isTrue();
        assertThat(panel.getActivitiesList())
                .map(PersonActivity::getTypeName)
                .containsExactly(
                        "Send Sales Email", "Send Sales Email", "Interesting Moment", "Open Email", "Visit Webpage");
        assertThat(panel.getActivitiesList())
                .map(PersonActivity::getOnItsWay)
                .containsExactly(true, false, false, false, false);
        PersonActivity sent = panel.getActivities(1);
        assertThat(sent.getActivityKey()).isEqualTo(key);
        assertThat(sent.getMarketoGuid()).isEqualTo(Long.toString(received(key).number()));
        assertThat(panel.getActivities(2).getAttributesMap()).containsEntry("Source", "Web");
    }

    /** §7.14. */
    @Test
    void whileMarketoIsDownItShowsWhatWasReadBeforeAndSaysSo() {
        inMarketo(OPEN_EMAIL, 101, "Newsletter", Duration.ofDays(2));
        connect();
        assertThat(titles(panel(101))).containsExactly("Open Email: Newsletter");

        marketo.faults().add(FaultRule.on("/rest/v1/activities*", new Fault.HttpStatus(503)));
        record(ActivityFixture.send("a", 101, "m1"));
        ListActivitiesResponse down = panel(101);
        assertThat(titles(down)).hasSize(2).contains("Open Email: Newsletter");
        assertThat(down.getMarketoProblem()).isNotEmpty();
        assertThat(down.hasMarketoReadTime()).isTrue();
    }

    @Test
    void aLaterLookAsksOnlyForWhatIsNewAndFindsWhatCameLate() {
        inMarketo(OPEN_EMAIL, 101, "First", Duration.ofDays(50));
        connect();
        panel(101);
        int calls = marketo.calls().all().size();
        inMarketo(OPEN_EMAIL, 101, "Late", Duration.ofHours(20));

        assertThat(titles(panel(101))).containsExactly("Open Email: Late", "Open Email: First");
        assertThat(titles(panel(101))).hasSize(2);
        // A paging token for the first of them, and then the activities alone: 13 types in two calls.
        assertThat(marketo.calls().all().size() - calls).isLessThanOrEqualTo(5);
    }

    @Test
    void kindsTimeAndPagesNarrowTheList() {
        for (int hour = 1; hour <= 25; hour++) {
            inMarketo(VISIT_WEBPAGE, 101, "/" + hour, Duration.ofHours(hour));
            inMarketo(OPEN_EMAIL, 101, "mail " + hour, Duration.ofHours(hour));
        }
        connect();
        ListActivitiesRequest.Builder request = ListActivitiesRequest.newBuilder()
                .setMarketoId(101)
                .addKinds(PersonActivityKind.PERSON_ACTIVITY_KIND_WEB)
                .setSinceTime(ActivityFixture.time(clock.instant().minus(Duration.ofHours(20))))
                .setPageSize(7);
        List<String> titles = new ArrayList<>();
        int pages = 0;
        String token = "";
        do {
            ListActivitiesResponse page =
                    activities.listActivities(request.setPageToken(token).build());
            page.getActivitiesList().forEach(item -> titles.add(item.getTitle()));
            token = page.getNextPageToken();
            pages++;
        } while (!token.isEmpty());

        assertThat(pages).isEqualTo(3);
        assertThat(titles).hasSizeBetween(19, 20).startsWith("/1", "/2", "/3").doesNotHaveDuplicates();
    }

    /** R-M-6: Marketo takes the connection and says nothing. */
    @Test
    void aMarketoThatHangsKeepsNobodyWaiting() {
        inMarketo(OPEN_EMAIL, 120, "Newsletter", Duration.ofDays(2));
        connect();
        panel(120);
        inMarketo(OPEN_EMAIL, 120, "New", Duration.ofHours(1));
        marketo.faults().add(FaultRule.on(FEED, new Fault.Stall(Duration.ofSeconds(15))));
        ListActivitiesResponse hanging = panel(120);
        assertThat(hanging.getMarketoProblem()).contains("in time");
        assertThat(titles(hanging)).containsExactly("Open Email: Newsletter");
        int calls = marketo.calls().ofPath(FEED).size();
        assertThat(panel(120).getMarketoProblem()).contains("in time");
        // The second look waited for the reading that is under way.
        assertThat(marketo.calls().ofPath(FEED)).hasSize(calls);

        marketo.faults().clear();
        await().atMost(PATIENCE).until(() -> panel(120).getMarketoProblem().isEmpty());
        assertThat(titles(panel(120))).containsExactly("Open Email: New", "Open Email: Newsletter");
    }

    /** Of somebody with very many activities each look reads a part, until all is there. */
    @Test
    void moreThanIsReadAtATimeIsReadByTheNextLooks() throws Exception {
        for (int i = 0; i < 1_500; i++) {
            inMarketo(VISIT_WEBPAGE, 117, "/" + i, Duration.ofMinutes(30L * (1_500 - i)));
        }
        connect();
        ListActivitiesResponse first = panel(117);
        assertThat(first.getMarketoProblem()).contains("the next look goes on");
        assertThat(first.hasMarketoReadTime()).isFalse();
        assertThat(count("SELECT count(*) FROM activity_mirror")).isEqualTo(900);

        ListActivitiesResponse second = panel(117);
        assertThat(second.getMarketoProblem()).isEmpty();
        assertThat(second.hasMarketoReadTime()).isTrue();
        assertThat(count("SELECT count(*) FROM activity_mirror")).isEqualTo(1_500);
    }

    /** R-D-8, AC-103. */
    @Test
    void ofAnErasedPersonNothingIsReadAgain() throws Exception {
        person(116);
        inMarketo(OPEN_EMAIL, 116, "Newsletter", Duration.ofDays(2));
        connect();
        assertThat(titles(panel(116))).hasSize(1);
        erasures.erase(116);
        int calls = marketo.calls().all().size();

        ListActivitiesResponse after = panel(116);
        assertThat(after.getActivitiesList()).isEmpty();
        assertThat(after.getMarketoProblem()).contains("erased");
        assertThat(marketo.calls().all()).hasSize(calls);
        assertThat(count("SELECT count(*) FROM activity_mirror") + count("SELECT count(*) FROM activity_mirror_read"))
                .isZero();
    }

    /** R-D-6. */
    @Test
    void ofAForgottenPersonNothingIsKept() throws Exception {
        person(116);
        inMarketo(OPEN_EMAIL, 116, "Newsletter", Duration.ofDays(2));
        connect();
        assertThat(titles(panel(116))).hasSize(1);
        Instant gone = Instant.now().plusSeconds(1);
        QuarkusTransaction.requiringNew().run(() -> burials.bury(List.of(116L), ReadWay.FEED, gone));
        assertThat(forgetting.forget(gone.plusSeconds(1), gone.plusSeconds(1), 10))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) FROM activity_mirror") + count("SELECT count(*) FROM activity_mirror_read"))
                .isZero();
    }

    /** Of somebody who is not among the people the panel may keep something all the same. */
    @Test
    void whatThePanelKeepsOfAStrangerCanBeErased() throws Exception {
        inMarketo(OPEN_EMAIL, 115, "Newsletter", Duration.ofDays(2));
        connect();
        panel(115);
        erasures.erase(115);
        assertThat(panel(115).getActivitiesList()).isEmpty();
        assertThat(count("SELECT count(*) FROM activity_mirror")).isZero();
    }

    @Test
    void aMergedPersonsActivitiesAreTheWinners() {
        inMarketo(OPEN_EMAIL, 118, "Of the loser", Duration.ofDays(3));
        inMarketo(OPEN_EMAIL, 119, "Of the winner", Duration.ofDays(2));
        connect();
        panel(118);
        panel(119);
        QuarkusTransaction.requiringNew().run(() -> merges.merge(118, 119, Instant.now()));

        assertThat(titles(panel(119))).containsExactly("Open Email: Of the winner", "Open Email: Of the loser");
        assertThat(titles(panel(118))).isEqualTo(titles(panel(119)));
    }
}
