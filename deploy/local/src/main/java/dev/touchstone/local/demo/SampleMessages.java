package dev.touchstone.local.demo;

import com.google.protobuf.Timestamp;
import dev.touchstone.local.sample.SampleOrganisation;
import dev.touchstone.local.sample.SampleOrganisation.Sync;
import dev.touchstone.touchpoint.v1.Activity;
import dev.touchstone.touchpoint.v1.Campaign;
import dev.touchstone.touchpoint.v1.CampaignMember;
import dev.touchstone.touchpoint.v1.CrmPerson;
import dev.touchstone.touchpoint.v1.CrmPersonType;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.SyncType;
import dev.touchstone.touchpoint.v1.WebEvent;
import dev.touchstone.touchpoint.v1.WebEventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The sample organisation as messages of the public contracts. */
final class SampleMessages {
    private SampleMessages() {}

    /** People of the CRM, campaigns, members and activities. */
    static List<CrmRecord> crmRecords(SampleOrganisation organisation) {
        List<CrmRecord> records = new ArrayList<>();
        organisation
                .campaigns()
                .forEach(campaign -> records.add(record(campaign.createdAt())
                        .setCampaign(Campaign.newBuilder()
                                .setCampaignId(campaign.crmId())
                                .setName(campaign.name())
                                .setType(campaign.type())
                                .setSyncType(
                                        campaign.sync() == Sync.INCLUDE_ALL
                                                ? SyncType.SYNC_TYPE_INCLUDE_ALL
                                                : SyncType.SYNC_TYPE_EXCLUDE_ALL))
                        .build()));
        organisation.people().stream()
                .filter(person -> !person.crmId().isEmpty())
                .forEach(person -> records.add(person(person)));
        organisation
                .members()
                .forEach(member -> records.add(record(member.createdAt())
                        .setCampaignMember(CampaignMember.newBuilder()
                                .setCampaignMemberId(member.crmId())
                                .setCampaignId(member.campaignId())
                                .setCrmPersonId(member.personId())
                                .setStatus(member.status())
                                .setCreateTime(timestamp(member.createdAt())))
                        .build()));
        organisation
                .activities()
                .forEach(activity -> records.add(record(activity.at())
                        .setActivity(Activity.newBuilder()
                                .setActivityId(activity.crmId())
                                .setCrmPersonId(activity.personId())
                                .setType(activity.type())
                                .setSubject(activity.subject())
                                .setOccurTime(timestamp(activity.at())))
                        .build()));
        return records;
    }

    /** Page views and forms. */
    static List<WebEvent> webEvents(SampleOrganisation organisation) {
        return organisation.webEvents().stream()
                .map(event -> WebEvent.newBuilder()
                        .setVisitorId(event.visitorId())
                        .setEventId(event.eventId())
                        .setOccurTime(timestamp(event.at()))
                        .setType(
                                event.email().isEmpty()
                                        ? WebEventType.WEB_EVENT_TYPE_PAGE_VIEW
                                        : WebEventType.WEB_EVENT_TYPE_FORM_SUBMISSION)
                        .setPageUrl(event.pageUrl())
                        .setReferrerUrl(event.referrerUrl())
                        .setEmail(event.email())
                        .build())
                .toList();
    }

    private static CrmRecord person(SampleOrganisation.Person person) {
        return record(person.createdAt())
                .setPerson(CrmPerson.newBuilder()
                        .setCrmPersonId(person.crmId())
                        .setType(
                                person.contact()
                                        ? CrmPersonType.CRM_PERSON_TYPE_CONTACT
                                        : CrmPersonType.CRM_PERSON_TYPE_LEAD)
                        .setEmail(person.email())
                        .setFirstName(person.firstName())
                        .setLastName(person.lastName())
                        .setCompany(person.company())
                        .setCreateTime(timestamp(person.createdAt())))
                .build();
    }

    private static CrmRecord.Builder record(Instant modifiedAt) {
        return CrmRecord.newBuilder().setModifyTime(timestamp(modifiedAt));
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
