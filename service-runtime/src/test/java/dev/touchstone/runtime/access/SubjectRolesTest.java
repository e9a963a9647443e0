package dev.touchstone.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubjectRolesTest {
    @Test
    void aSubjectMayHoldColonsAndEqualsSigns() {
        SubjectRoles roles = new SubjectRoles(List.of(
                "system:serviceaccount:touchstone:sales-sync-service=collector+viewer", "CN=Importer,O=Ops=editor"));

        assertThat(roles.of("system:serviceaccount:touchstone:sales-sync-service"))
                .containsExactlyInAnyOrder(Role.COLLECTOR, Role.VIEWER);
        assertThat(roles.of("CN=Importer,O=Ops")).containsExactly(Role.EDITOR);
        assertThat(roles.of("somebody else")).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> new SubjectRoles(List.of("importer")))
                .hasMessage("touchstone.access.subjects: expected SUBJECT=ROLE or SUBJECT=ROLE+ROLE, not \"importer\"");
        assertThatThrownBy(() -> new SubjectRoles(List.of("importer=viewer+root")))
                .hasMessage(
                        "touchstone.access.subjects: \"root\" is no role; there are viewer, collector, editor and admin");
    }
}
