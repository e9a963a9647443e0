package dev.touchstone.touchpoint.ruletrial;

import dev.touchstone.touchpoint.generate.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Keeps some members of a test, the same ones whatever the order in which they come: those with the smallest ids, half of them
 * members without touchpoint, as far as there are so many of both sorts. Not thread-safe.
 */
final class MemberSample {
    private static final int SIZE = 50;

    private final TreeMap<String, TestCampaignRules.Member> with = new TreeMap<>();
    private final TreeMap<String, TestCampaignRules.Member> without = new TreeMap<>();

    void add(TestCampaignRules.Member member) {
        TreeMap<String, TestCampaignRules.Member> sort = member.decision() instanceof Decision.Made ? with : without;
        sort.put(member.campaignMemberId(), member);
        if (sort.size() > SIZE) {
            sort.pollLastEntry();
        }
    }

    /** By id. */
    List<TestCampaignRules.Member> members() {
        int ofWith = Math.min(with.size(), SIZE - Math.min(without.size(), SIZE / 2));
        List<TestCampaignRules.Member> members = new ArrayList<>(SIZE);
        with.values().stream().limit(ofWith).forEach(members::add);
        without.values().stream().limit(SIZE - ofWith).forEach(members::add);
        members.sort(Comparator.comparing(TestCampaignRules.Member::campaignMemberId));
        return members;
    }
}
