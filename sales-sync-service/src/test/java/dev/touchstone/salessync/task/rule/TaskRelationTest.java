package dev.touchstone.salessync.task.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.salessync.task.rule.RecordLookUp.Candidate;
import dev.touchstone.salessync.task.rule.WhatIdChoice.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskRelationTest {
    private static final Instant EARLY = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant LATE = Instant.parse("2026-07-02T00:00:00Z");
    private static final List<Role> ROLES = List.of(
            new Role("006closed", true, true, LATE),
            new Role("006late", false, false, LATE),
            new Role("006early", false, true, EARLY));

    @ParameterizedTest
    @CsvSource({
        "NONE,             003c, 00Ql, 001a, 003c, '',       001a",
        "ACCOUNT,          003c, 00Ql, 001a, 003c, 001a,     001a",
        "ACCOUNT,          003c, '',   '',   003c, '',       003c",
        "OPEN_OPPORTUNITY, 003c, '',   001a, 003c, 006early, 001a",
        "ACCOUNT,          '',   00Ql, '',   00Ql, '',       00Ql",
        "OPEN_OPPORTUNITY, '',   00Ql, 001a, 00Ql, '',       00Ql"
    })
    @DisplayName("R-T-6: the contact is preferred, and a lead's task has no WhatId")
    void theRecordsOfAKnownPerson(
            WhatIdChoice choice, String contact, String lead, String account, String who, String what, String parent) {
        TaskRelation relation =
                TaskRelation.of(contact, lead, account, choice, ROLES).orElseThrow();

        assertThat(relation.whoId()).isEqualTo(who);
        assertThat(relation.whatId()).isEqualTo(what);
        assertThat(relation.parent()).isEqualTo(parent);
    }

    @Test
    void withoutRecordsThereIsNoRelation() {
        assertThat(TaskRelation.of("", "", "", WhatIdChoice.NONE, List.of())).isEmpty();
        assertThatThrownBy(() -> new TaskRelation("00Ql", true, "001a", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closedOpportunitiesAreNone() {
        assertThat(WhatIdChoice.OPEN_OPPORTUNITY.choose("001a", ROLES.subList(0, 1)))
                .isEmpty();
    }

    @Test
    @DisplayName("R-T-3: contacts, then the seller's own, then the newest, then the lowest id")
    void ofSeveralRecordsOneIsChosen() {
        Candidate own = new Candidate("003b", true, "005me", "001a", EARLY);
        Candidate newest = new Candidate("003a", true, "005you", "001a", LATE);
        Candidate older = new Candidate("003c", true, "005you", "001a", EARLY);
        Candidate twin = new Candidate("003d", true, "005you", "001a", EARLY);
        Candidate lead = new Candidate("00Qa", false, "005me", "", LATE);
        List<Candidate> all = new ArrayList<>(List.of(own, newest, older, twin, lead));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Collections.shuffle(all, random);
            RecordLookUp.Choice choice = RecordLookUp.choose(all, "005me").orElseThrow();

            assertThat(choice.record()).as("seed %d", seed).isEqualTo(own);
            assertThat(choice.rejected()).as("seed %d", seed).containsExactly(newest, older, twin, lead);
        }
        assertThat(RecordLookUp.choose(List.of(), "005me")).isEmpty();
    }
}
