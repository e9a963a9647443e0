package dev.touchstone.acceptance;

import com.google.protobuf.Timestamp;
import dev.touchstone.acceptance.Truth.ExpectedTouchpoint;
import dev.touchstone.touchpoint.v1.Activity;
import dev.touchstone.touchpoint.v1.Campaign;
import dev.touchstone.touchpoint.v1.CampaignMember;
import dev.touchstone.touchpoint.v1.CrmPerson;
import dev.touchstone.touchpoint.v1.CrmPersonType;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.SyncType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Made-up records of the CRM whose touchpoints are known beforehand: people in an included and an excluded campaign,
 * some of them twice, some whose address changes, with a call and an e-mail each.
 */
final class CrmStory {
    private static final Instant BASE = Instant.parse("2025-09-01T06:00:20Z");
    private static final int NO_ADDRESS_EVERY = 11;
    private static final int NEW_ADDRESS_EVERY = 7;
    private static final int TWICE_EVERY = 5;

    private final String prefix;
    private final List<CrmRecord> records = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<ExpectedTouchpoint> touchpoints = new ArrayList<>();

    private CrmStory(String prefix) {
        this.prefix = prefix;
    }

    /** The campaigns that all others are in. */
    static CrmStory campaigns(String prefix) {
        CrmStory story = new CrmStory(prefix);
        story.campaign(0, SyncType.SYNC_TYPE_INCLUDE_ALL, "INCLUDE_ALL");
        story.campaign(1, SyncType.SYNC_TYPE_EXCLUDE_ALL, "EXCLUDE_ALL");
        return story;
    }

    /** One person and all that is known of it. */
    static CrmStory person(String prefix, int number) {
        CrmStory story = new CrmStory(prefix);
        String email = number % NO_ADDRESS_EVERY == 0 ? "" : VisitorStory.email(prefix, number);
        Instant joined = BASE.plus(Duration.ofMinutes(number % 600));
        if (number % NEW_ADDRESS_EVERY == 0) {
            story.sendPerson(number, "old." + VisitorStory.email(prefix, number), BASE);
        }
        story.lastPerson(number, email);
        story.member(number, 0, number, joined);
        story.member(number + 1_000_000, 1, number, joined.plusSeconds(5));
        story.activity(number, "Call", number, joined.plusSeconds(10));
        story.activity(number + 1_000_000, "Email", number, joined.plusSeconds(15));
        if (!email.isEmpty()) {
            story.touchpoints.add(new ExpectedTouchpoint(email, joined, "CRM_CAMPAIGN"));
            story.touchpoints.add(new ExpectedTouchpoint(email, joined.plusSeconds(10), "CRM_ACTIVITY"));
        }
        if (number % TWICE_EVERY == 0) { // the same person as a second record: a second membership is no touchpoint
            int second = number + 2_000_000;
            story.lastPerson(second, email);
            story.member(second, 0, second, joined.plusSeconds(30));
        }
        return story;
    }

    List<CrmRecord> records() {
        return records;
    }

    /** Writes down what has to be stored and what has to come of it. */
    void tellOutcome(Truth truth) {
        truth.crmRecords.addAll(lines);
        touchpoints.forEach(truth::expect);
    }

    private String id(String kind, int number) {
        return String.format(Locale.ROOT, "%s-%s-%08d", prefix, kind, number);
    }

    private void campaign(int number, SyncType sync, String name) {
        records.add(record(BASE)
                .setCampaign(Campaign.newBuilder()
                        .setCampaignId(id("campaign", number))
                        .setName("Load " + number)
                        .setType("Webinar")
                        .setSyncType(sync))
                .build());
        lines.add("campaign " + id("campaign", number) + " " + name);
    }

    private void lastPerson(int number, String email) {
        sendPerson(number, email, BASE.plusSeconds(1));
        lines.add("person " + id("person", number) + " " + (email.isEmpty() ? "null" : email));
    }

    private void sendPerson(int number, String email, Instant modifiedAt) {
        records.add(record(modifiedAt)
                .setPerson(CrmPerson.newBuilder()
                        .setCrmPersonId(id("person", number))
                        .setType(CrmPersonType.CRM_PERSON_TYPE_LEAD)
                        .setEmail(email)
                        .setCreateTime(timestamp(BASE)))
                .build());
    }

    private void member(int number, int campaign, int person, Instant at) {
        records.add(record(at)
                .setCampaignMember(CampaignMember.newBuilder()
                        .setCampaignMemberId(id("member", number))
                        .setCampaignId(id("campaign", campaign))
                        .setCrmPersonId(id("person", person))
                        .setStatus("Attended")
                        .setCreateTime(timestamp(at)))
                .build());
        lines.add("member " + id("member", number) + " " + id("person", person));
    }

    private void activity(int number, String type, int person, Instant at) {
        records.add(record(at)
                .setActivity(Activity.newBuilder()
                        .setActivityId(id("activity", number))
                        .setCrmPersonId(id("person", person))
                        .setType(type)
                        .setSubject("Load")
                        .setOccurTime(timestamp(at)))
                .build());
        lines.add("activity " + id("activity", number) + " " + id("person", person));
    }

    private static CrmRecord.Builder record(Instant modifiedAt) {
        return CrmRecord.newBuilder().setModifyTime(timestamp(modifiedAt));
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
    }
}
