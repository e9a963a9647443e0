package dev.touchstone.touchpoint.service;

import dev.touchstone.touchpoint.v1.CrmPersonType;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.SyncType;
import dev.touchstone.touchpoint.v1.WebEvent;
import dev.touchstone.touchpoint.v1.WebEventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random facts of a small organisation, made to collide: few visitors, people and campaigns, events close in time, several
 * copies of one record, conflicting contents under one identity, people merged into each other in chains and circles.
 */
final class RandomOrganisation {
    private static final List<String> REFERRERS = List.of(
            "",
            "",
            "https://www.google.com/search?q=x",
            "https://www.linkedin.com/feed/",
            "https://acme.com/other",
            "https://blog.org/post");
    private static final List<String> QUERIES =
            List.of("", "", "?utm_source=google&utm_medium=cpc", "?gclid=1", "?utm_source=news&utm_campaign=a");

    private final Random random;
    final List<WebEvent> events = new ArrayList<>();
    final List<CrmRecord> records = new ArrayList<>();

    RandomOrganisation(long seed) {
        random = new Random(seed);
        for (int i = 0; i < 120; i++) {
            events.add(event());
        }
        for (int i = 0; i < 160; i++) {
            records.add(record());
        }
    }

    private WebEvent event() {
        Instant time = Facts.DAY.plusSeconds(random.nextInt(60) * 600L + random.nextInt(3));
        WebEvent.Builder event = Facts.pageView(
                        "v" + random.nextInt(6),
                        "e" + random.nextInt(40),
                        time,
                        "https://acme.com/p" + random.nextInt(3) + any(QUERIES))
                .setReferrerUrl(any(REFERRERS));
        return switch (random.nextInt(12)) {
            case 0 ->
                event.setType(WebEventType.WEB_EVENT_TYPE_FORM_SUBMISSION)
                        .setEmail(email())
                        .build();
            case 1 ->
                event.setType(WebEventType.WEB_EVENT_TYPE_IDENTIFICATION)
                        .setEmail(email())
                        .build();
            case 2 ->
                event.setType(WebEventType.WEB_EVENT_TYPE_CHAT)
                        .setEmail(email())
                        .build();
            case 3 ->
                event.setType(WebEventType.WEB_EVENT_TYPE_EMAIL_LINK_CLICK)
                        .setEmail(email())
                        .build();
            default -> event.build();
        };
    }

    private CrmRecord record() {
        Instant modified = Facts.DAY.plusSeconds(random.nextInt(5) * 60L);
        String leadId = "L" + random.nextInt(6);
        String personId = random.nextInt(4) == 0 ? "K" + random.nextInt(3) : leadId;
        String campaignId = "C" + random.nextInt(3);
        String programId = "P" + random.nextInt(2);
        return switch (random.nextInt(15)) {
            case 8 -> Facts.mergedPerson(leadId, "L" + (leadId.charAt(1) - '0' + 1 + random.nextInt(5)) % 6, modified);
            case 9 ->
                Facts.marketoPerson("K" + random.nextInt(3), random.nextBoolean() ? "" : email(), leadId, modified);
            case 10 -> Facts.program(programId, "Campaign " + random.nextInt(2), modified);
            case 11 -> Facts.programMember("N" + random.nextInt(8), programId, personId, time(), modified);
            case 12 -> Facts.marketingActivity("A" + random.nextInt(8), personId, programId, time(), modified);
            case 13 -> Facts.call("T" + random.nextInt(8), personId, "v" + random.nextInt(6), time(), modified);
            case 4 -> Facts.deletedPerson(leadId, modified);
            case 0, 5 ->
                Facts.person(
                        random.nextBoolean()
                                ? CrmPersonType.CRM_PERSON_TYPE_LEAD
                                : CrmPersonType.CRM_PERSON_TYPE_CONTACT,
                        leadId,
                        random.nextInt(5) == 0 ? "" : email(),
                        time(),
                        modified);
            case 1 ->
                Facts.campaign(
                        campaignId,
                        "Campaign " + random.nextInt(2),
                        random.nextInt(3) == 0 ? SyncType.SYNC_TYPE_EXCLUDE_ALL : SyncType.SYNC_TYPE_INCLUDE_ALL,
                        modified);
            case 2 -> Facts.deletedMember("M" + random.nextInt(12), modified);
            case 3 ->
                Facts.activity(
                        "T" + random.nextInt(8), personId, random.nextBoolean() ? "Call" : "Email", time(), modified);
            default -> Facts.member("M" + random.nextInt(12), campaignId, personId, time(), modified);
        };
    }

    private Instant time() {
        return Facts.DAY.plusSeconds(random.nextInt(40) * 900L);
    }

    private String email() {
        return "p" + random.nextInt(5) + "@example.com";
    }

    private String any(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
