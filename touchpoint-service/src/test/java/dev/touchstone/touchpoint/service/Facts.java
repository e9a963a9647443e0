package dev.touchstone.touchpoint.service;

import com.google.protobuf.Timestamp;
import dev.touchstone.touchpoint.v1.Activity;
import dev.touchstone.touchpoint.v1.ActivityKind;
import dev.touchstone.touchpoint.v1.Campaign;
import dev.touchstone.touchpoint.v1.CampaignMember;
import dev.touchstone.touchpoint.v1.CrmPerson;
import dev.touchstone.touchpoint.v1.CrmPersonType;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.MarketingActivity;
import dev.touchstone.touchpoint.v1.SyncType;
import dev.touchstone.touchpoint.v1.WebEvent;
import dev.touchstone.touchpoint.v1.WebEventType;
import java.time.Instant;

/** Builds messages with valid defaults. */
final class Facts {
    /** The day on which tests happen. */
    static final Instant DAY = Instant.parse("2025-06-02T00:00:00Z");

    private Facts() {}

    static Timestamp time(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }

    static Instant at(String hourAndMinute) {
        return Instant.parse("2025-06-02T" + hourAndMinute + ":00Z");
    }

    static WebEvent.Builder pageView(String visitor, String event, Instant time, String url) {
        return WebEvent.newBuilder()
                .setVisitorId(visitor)
                .setEventId(event)
                .setOccurTime(time(time))
                .setType(WebEventType.WEB_EVENT_TYPE_PAGE_VIEW)
                .setPageUrl(url);
    }

    static WebEvent.Builder form(String visitor, String event, Instant time, String url, String email) {
        return pageView(visitor, event, time, url)
                .setType(WebEventType.WEB_EVENT_TYPE_FORM_SUBMISSION)
                .setEmail(email);
    }

    static CrmRecord.Builder modified(Instant time) {
        return CrmRecord.newBuilder().setModifyTime(time(time));
    }

    static CrmRecord lead(String id, String email, Instant modified) {
        return person(CrmPersonType.CRM_PERSON_TYPE_LEAD, id, email, modified);
    }

    static WebEvent.Builder chat(String visitor, String event, Instant time, String url, String email) {
        return pageView(visitor, event, time, url)
                .setType(WebEventType.WEB_EVENT_TYPE_CHAT)
                .setEmail(email);
    }

    static WebEvent.Builder emailLink(String visitor, String event, Instant time, String url, String email) {
        return pageView(visitor, event, time, url)
                .setType(WebEventType.WEB_EVENT_TYPE_EMAIL_LINK_CLICK)
                .setEmail(email);
    }

    static WebEvent.Builder identification(String visitor, String event, Instant time, String url, String email) {
        return pageView(visitor, event, time, url)
                .setType(WebEventType.WEB_EVENT_TYPE_IDENTIFICATION)
                .setEmail(email);
    }

    static CrmRecord deletedPerson(String id, Instant modified) {
        return modified(modified)
                .setDeleted(true)
                .setPerson(CrmPerson.newBuilder().setCrmPersonId(id))
                .build();
    }

    static CrmRecord person(CrmPersonType type, String id, String email, Instant modified) {
        return person(type, id, email, DAY, modified);
    }

    static CrmRecord person(CrmPersonType type, String id, String email, Instant created, Instant modified) {
        return modified(modified)
                .setPerson(CrmPerson.newBuilder()
                        .setCrmPersonId(id)
                        .setType(type)
                        .setEmail(email)
                        .setCreateTime(time(created)))
                .build();
    }

    static CrmRecord campaign(String id, String name, SyncType syncType, Instant modified) {
        return modified(modified)
                .setCampaign(Campaign.newBuilder()
                        .setCampaignId(id)
                        .setName(name)
                        .setType("Webinar")
                        .setSyncType(syncType))
                .build();
    }

    static CrmRecord member(String id, String campaignId, String personId, Instant created, Instant modified) {
        return modified(modified)
                .setCampaignMember(CampaignMember.newBuilder()
                        .setCampaignMemberId(id)
                        .setCampaignId(campaignId)
                        .setCrmPersonId(personId)
                        .setStatus("Sent")
                        .setCreateTime(time(created)))
                .build();
    }

    static CrmRecord activity(String id, String personId, String type, Instant time, Instant modified) {
        return modified(modified)
                .setActivity(Activity.newBuilder()
                        .setActivityId(id)
                        .setCrmPersonId(personId)
                        .setType(type)
                        .setSubject("Intro")
                        .setOccurTime(time(time)))
                .build();
    }

    static CrmRecord deletedMember(String id, Instant modified) {
        return modified(modified)
                .setDeleted(true)
                .setCampaignMember(CampaignMember.newBuilder().setCampaignMemberId(id))
                .build();
    }

    static CrmRecord mergedPerson(String id, String intoId, Instant modified) {
        return deletedPerson(id, modified).toBuilder().setMergedIntoId(intoId).build();
    }

    static CrmRecord marketoPerson(String id, String email, String duplicateOfId, Instant modified) {
        CrmRecord.Builder record =
                person(CrmPersonType.CRM_PERSON_TYPE_MARKETO_PERSON, id, email, modified).toBuilder();
        record.getPersonBuilder().setDuplicateOfId(duplicateOfId);
        return record.build();
    }

    /** A task in which a call-tracking product wrote a visitor. */
    static CrmRecord call(String id, String personId, String visitorId, Instant time, Instant modified) {
        CrmRecord.Builder record = activity(id, personId, "Call", time, modified).toBuilder();
        record.getActivityBuilder().setKind(ActivityKind.ACTIVITY_KIND_TASK).setVisitorId(visitorId);
        return record.build();
    }

    static CrmRecord program(String id, String name, Instant modified) {
        CrmRecord.Builder record = modified(modified);
        record.getProgramBuilder()
                .setProgramId(id)
                .setName(name)
                .setType("Event")
                .setChannel("Webinar");
        return record.build();
    }

    static CrmRecord programMember(String id, String programId, String personId, Instant since, Instant modified) {
        CrmRecord.Builder record = modified(modified);
        record.getProgramMemberBuilder()
                .setProgramMemberId(id)
                .setProgramId(programId)
                .setCrmPersonId(personId)
                .setStatus("Attended")
                .setMembershipTime(time(since));
        return record.build();
    }

    static CrmRecord marketingActivity(String id, String personId, String programId, Instant time, Instant modified) {
        return modified(modified)
                .setMarketingActivity(MarketingActivity.newBuilder()
                        .setMarketingActivityId(id)
                        .setCrmPersonId(personId)
                        .setActivityTypeId(3)
                        .setActivityType("Click Link")
                        .setOccurTime(time(time))
                        .setProgramId(programId))
                .build();
    }
}
