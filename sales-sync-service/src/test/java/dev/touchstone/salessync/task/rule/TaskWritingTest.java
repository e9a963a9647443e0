package dev.touchstone.salessync.task.rule;

import static dev.touchstone.salessync.task.rule.TaskDescriptions.field;
import static dev.touchstone.salessync.task.rule.TaskDescriptions.picklist;
import static dev.touchstone.salessync.task.rule.TaskDescriptions.task;
import static dev.touchstone.salessync.task.rule.TaskDescriptions.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.activity.ActivityAttribute;
import dev.touchstone.salessync.activity.ActivityContent;
import dev.touchstone.salessync.activity.ActivityKind;
import dev.touchstone.salessync.salesforce.catalogue.ObjectDescription;
import dev.touchstone.salessync.task.rule.TaskFlags.Flag;
import dev.touchstone.salessync.task.rule.TaskWriting.Manner;
import dev.touchstone.salessync.task.rule.TaskWriting.Task;
import dev.touchstone.salessync.task.rule.TaskWriting.Written;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TaskWritingTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final ObjectDescription FULL = task(
            picklist("Type", value("Email"), value("Call")),
            field("MSE_Campaign__c", "string", 255),
            field("MSE_Viewed__c", "boolean", 0),
            field("MSE_Clicked__c", "boolean", 0),
            field("MSE_Replied__c", "string", 255),
            field("MSE_Email_Status__c", "string", 255),
            field("mktosales_call_outcome__c", "string", 50));

    private static Task email(TaskFlags flags) {
        ActivityContent content = new ActivityContent(
                ActivityKind.SEND,
                "e1",
                Map.of(ActivityAttribute.SUBJECT, "Intro call?", ActivityAttribute.CAMPAIGN_NAME, "Spring"));
        return new Task(
                TaskContent.of(TaskKind.EMAIL, content, ""),
                new TaskRelation("003c", false, "001a", "001a"),
                "005s",
                DAY,
                flags);
    }

    private static Manner manner(ObjectDescription description, String... leftOut) {
        return new Manner(SubjectTemplate.DEFAULT, description, Set.of(leftOut));
    }

    @Test
    @DisplayName("R-T-6: a task is closed on creation")
    void anEmailIsAClosedTask() {
        Written written = TaskWriting.create(email(TaskFlags.NONE), manner(FULL));

        assertThat(written.values())
                .containsEntry("Subject", "Email: Intro call?")
                .containsEntry("WhoId", "003c")
                .containsEntry("WhatId", "001a")
                .containsEntry("OwnerId", "005s")
                .containsEntry("Status", "Completed")
                .containsEntry("Priority", "Normal")
                .containsEntry("ActivityDate", DAY)
                .containsEntry("Type", "Email")
                .containsEntry("MSE_Campaign__c", "Spring")
                .containsEntry("MSE_Email_Status__c", "Sent")
                .doesNotContainKeys("MSE_Viewed__c", "MSE_Clicked__c", "MSE_Replied__c");
        assertThat(written.warnings()).isEmpty();
    }

    @Test
    void theFlagsSoFarAreWrittenWithTheTask() {
        TaskFlags flags = TaskFlags.NONE.with(Flag.REPLIED).with(Flag.VIEWED);

        assertThat(TaskWriting.create(email(flags), manner(FULL)).values())
                .containsEntry("MSE_Viewed__c", true)
                .containsEntry("MSE_Replied__c", "true")
                .containsEntry("MSE_Email_Status__c", "Replied")
                .doesNotContainKey("MSE_Clicked__c");
    }

    @Test
    @DisplayName("AC-56: a hidden field is left out with a warning, and so is one that was refused")
    void whatCannotBeWrittenIsLeftOut() {
        assertThat(TaskWriting.create(email(TaskFlags.NONE), manner(task())).values())
                .containsOnlyKeys("Subject", "WhoId", "WhatId", "OwnerId", "Status", "Priority", "ActivityDate");
        Written without = TaskWriting.create(email(TaskFlags.NONE), manner(FULL, "MSE_Campaign__c", "Type"));
        assertThat(without.values()).doesNotContainKeys("MSE_Campaign__c", "Type");
        assertThat(without.warnings()).containsOnlyKeys("MSE_Campaign__c");
    }

    @Test
    @DisplayName("AC-57: an update of flags touches nothing else")
    void flagsAloneAreWritten() {
        TaskFlags flags = TaskFlags.NONE.with(Flag.VIEWED).with(Flag.CLICKED);

        assertThat(TaskWriting.update(flags, manner(FULL)).values())
                .isEqualTo(Map.of("MSE_Viewed__c", true, "MSE_Clicked__c", true, "MSE_Email_Status__c", "Clicked"));
    }

    @Test
    void aCallTellsItsOutcome() {
        ActivityContent call =
                new ActivityContent(ActivityKind.CALL, null, Map.of(ActivityAttribute.SUBJECT, "Connected"));
        Task task = new Task(
                TaskContent.of(TaskKind.CALL, call, ""), TaskRelation.ofLead("00Ql"), "005s", DAY, TaskFlags.NONE);

        assertThat(TaskWriting.create(task, manner(FULL)).values())
                .containsEntry("Subject", "Call: Connected")
                .containsEntry("Type", "Call")
                .containsEntry("mktosales_call_outcome__c", "Connected")
                .doesNotContainKeys("WhatId", "MSE_Email_Status__c");
    }

    /** Any order and any repetition of flags gives the same. */
    @Test
    void flagsOnlyRise() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<Flag> facts = new ArrayList<>();
            int count = random.nextInt(8);
            for (int i = 0; i < count; i++) {
                facts.add(Flag.values()[random.nextInt(Flag.values().length)]);
            }
            TaskFlags inOrder = facts.stream().reduce(TaskFlags.NONE, TaskFlags::with, TaskFlags::union);
            Collections.shuffle(facts, random);
            TaskFlags shuffled = facts.stream().reduce(TaskFlags.NONE, TaskFlags::with, TaskFlags::union);

            assertThat(shuffled).as("seed %d", seed).isEqualTo(inOrder);
            assertThat(inOrder.union(shuffled)).as("seed %d", seed).isEqualTo(inOrder);
            assertThat(inOrder.without(shuffled).isEmpty()).as("seed %d", seed).isTrue();
        }
    }
}
