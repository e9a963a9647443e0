package dev.touchstone.bench;

import com.google.protobuf.Timestamp;
import dev.touchstone.touchpoint.v1.Campaign;
import dev.touchstone.touchpoint.v1.CampaignMember;
import dev.touchstone.touchpoint.v1.CrmPerson;
import dev.touchstone.touchpoint.v1.CrmPersonType;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.SyncType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Campaigns and their members, of which each makes one touchpoint.
 *
 * <p><b>Shape:</b> the first campaign is large; the others share the rest of the members evenly. Nobody is twice in one campaign.
 * Members come by campaign in turn, as exports by id have them. A record is computed from its number: nothing is kept in memory.
 *
 * @param people leads, each with an address of its own
 * @param campaigns how many campaigns, at least 2
 * @param members members of all campaigns
 * @param large members of the first campaign
 */
record CrmInput(int people, int campaigns, int members, int large) {
    /** The campaign that is switched. */
    static final String LARGE = "campaign-0";

    private static final List<String> TYPES = List.of(
            "Webinar", "Trade Show", "Email", "Content Syndication", "Direct Mail", "Partner", "Social", "Other");
    private static final List<String> STATUSES = List.of("Sent", "Responded", "Registered", "Attended");
    private static final long START = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond();
    private static final long YEAR = 365 * 86_400L;
    private static final int COMPANIES = 20_000;

    CrmInput {
        if (campaigns < 2 || large > people || large > members || perCampaign(campaigns, members, large) > people) {
            throw new IllegalArgumentException("too few people or campaigns for so many members");
        }
    }

    /** People and campaigns: what must be known before members have an effect. */
    int basics() {
        return people + campaigns;
    }

    /** A campaign or lead, from 0 to {@link #basics()}. */
    CrmRecord basic(int number) {
        return number < campaigns ? campaign(number, SyncType.SYNC_TYPE_INCLUDE_ALL, START) : lead(number - campaigns);
    }

    /** A member, from 0 to {@link #members()}. */
    CrmRecord member(int number) {
        boolean ofLarge = number < large;
        int other = number - large;
        int campaign = ofLarge ? 0 : 1 + other % (campaigns - 1);
        int position = ofLarge ? number : other / (campaigns - 1);
        int step = Math.max(1, people / Math.max(1, ofLarge ? large : perCampaign(campaigns, members, large)));
        int person = (int) ((campaign * 7_919L + (long) position * step) % people);
        return record(START + YEAR)
                .setCampaignMember(CampaignMember.newBuilder()
                        .setCampaignMemberId("member-" + number)
                        .setCampaignId("campaign-" + campaign)
                        .setCrmPersonId("lead-" + person)
                        .setStatus(STATUSES.get(number % STATUSES.size()))
                        .setHasResponded(number % STATUSES.size() != 0)
                        .setCreateTime(time(START + number * 7_919L % YEAR)))
                .build();
    }

    /** The large campaign with another sync type. */
    CrmRecord switched(SyncType syncType, int times) {
        return campaign(0, syncType, START + YEAR + times);
    }

    /** SHA-256 over every 97th record, so that two runs can be seen to have had the same input. */
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int i = 0; i < basics(); i += 97) {
                digest.update(basic(i).toByteArray());
            }
            for (int i = 0; i < members; i += 97) {
                digest.update(member(i).toByteArray());
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static int perCampaign(int campaigns, int members, int large) {
        return (members - large + campaigns - 2) / (campaigns - 1);
    }

    private static CrmRecord campaign(int number, SyncType syncType, long modified) {
        return record(modified)
                .setCampaign(Campaign.newBuilder()
                        .setCampaignId("campaign-" + number)
                        .setName("Campaign " + number)
                        .setType(TYPES.get(number % TYPES.size()))
                        .setSyncType(syncType))
                .build();
    }

    private static CrmRecord lead(int number) {
        int company = number % COMPANIES;
        return record(START)
                .setPerson(CrmPerson.newBuilder()
                        .setCrmPersonId("lead-" + number)
                        .setType(CrmPersonType.CRM_PERSON_TYPE_LEAD)
                        .setEmail("person-" + number + "@company-" + company + ".example.com")
                        .setFirstName("First " + number % 1_000)
                        .setLastName("Last " + number)
                        .setCompany("Company " + company)
                        .setCreateTime(time(START)))
                .build();
    }

    private static CrmRecord.Builder record(long modified) {
        return CrmRecord.newBuilder().setModifyTime(time(modified));
    }

    private static Timestamp time(long seconds) {
        return Timestamp.newBuilder().setSeconds(seconds).build();
    }
}
