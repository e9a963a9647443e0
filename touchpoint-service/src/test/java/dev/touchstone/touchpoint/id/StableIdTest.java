package dev.touchstone.touchpoint.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ids that are stored for years. The golden values were computed by another program from the definition; who changes one
 * gives every stored session and touchpoint another id.
 */
class StableIdTest {
    static Stream<Arguments> goldenIds() {
        return Stream.of(
                golden("e3b0c442-98fc-8c14-9afb-f4c8996fb924"),
                golden("df3f6198-04a9-8fdb-8057-192dc43dd748", ""),
                golden("ad95131b-c0b7-89c0-b1af-477fb14fcf26", (String) null),
                golden("1ab9d065-d81a-850b-9cf1-2d0386996dc0", "person", "jane@acme.com"),
                golden("93a12f33-b83e-8c9d-b245-bbd3e8830407", "session", "v-1", "e-01", "2026-03-02T10:00:00Z"),
                golden("66e6177e-d9bb-8433-bfeb-6d95b9265fa0", "touchpoint", "person", "SESSION", "fact"),
                golden("b534ce16-ac9c-8b36-823f-39a395ce8e0e", "a", "bc"),
                golden("f2939f90-3016-85bb-a9b1-e4a61cdbd376", "ab", "c"),
                golden("627a6205-4332-8f00-8912-4f0a1a034506", "übung", "日本", "😀"));
    }

    @ParameterizedTest
    @MethodSource("goldenIds")
    void goldenIdsNeverChange(String id, List<String> parts) {
        UUID computed = StableId.of(parts.toArray(String[]::new));

        assertThat(computed).hasToString(id);
        assertThat(computed.version()).isEqualTo(8);
        assertThat(computed.variant()).isEqualTo(2);
    }

    @Test
    void whereATextEndsAndWhetherItIsThereMatters() {
        List<List<@Nullable String>> different = List.of(
                List.of("ab"),
                List.of("a", "b"),
                List.of("", "ab"),
                List.of("ab", ""),
                Arrays.asList("ab", null),
                Arrays.asList(null, "ab"),
                List.of("a", "", "b"),
                Arrays.asList("a", null, "b"),
                List.of("b", "a"),
                List.of("AB"));

        Set<UUID> ids = new HashSet<>();
        different.forEach(parts -> ids.add(StableId.of(parts.toArray(String[]::new))));

        assertThat(ids).hasSameSizeAs(different);
    }

    private static Arguments golden(String id, @Nullable String... parts) {
        return Arguments.of(id, Arrays.asList(parts));
    }
}
