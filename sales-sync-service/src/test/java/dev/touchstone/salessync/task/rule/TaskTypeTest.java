package dev.touchstone.salessync.task.rule;

import static dev.touchstone.salessync.task.rule.TaskDescriptions.picklist;
import static dev.touchstone.salessync.task.rule.TaskDescriptions.readOnly;
import static dev.touchstone.salessync.task.rule.TaskDescriptions.task;
import static dev.touchstone.salessync.task.rule.TaskDescriptions.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.salesforce.catalogue.DescribedField.PicklistValue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("AC-50: the type of a task")
class TaskTypeTest {
    @Test
    void onlyTheExactSpellingCounts() {
        assertThat(TaskType.of(TaskKind.EMAIL, task(picklist("Type", value("email")))))
                .isEmpty();
        assertThat(TaskType.of(TaskKind.EMAIL, task(picklist("Type", value("Call"), value("Email")))))
                .contains("Email");
        assertThat(TaskType.of(TaskKind.REPLY, task(picklist("Type", value("Call"), value("Email")))))
                .isEmpty();
    }

    @Test
    void aDefaultOfTheOrganisationIsKept() {
        PicklistValue other = new PicklistValue("Other", true, true);

        assertThat(TaskType.of(TaskKind.EMAIL, task(picklist("Type", value("Email"), other))))
                .isEmpty();
    }

    @Test
    void anInactiveValueIsNotSent() {
        assertThat(TaskType.of(TaskKind.CALL, task(picklist("Type", new PicklistValue("Call", false, false)))))
                .isEmpty();
    }

    @Test
    void aHiddenOrReadOnlyFieldIsNotSent() {
        assertThat(TaskType.of(TaskKind.CALL, task())).isEmpty();
        assertThat(TaskType.of(TaskKind.CALL, task(readOnly("Type", "picklist"))))
                .isEmpty();
    }
}
