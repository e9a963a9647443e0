package dev.touchstone.touchpoint.service;

import dev.touchstone.touchpoint.derive.HandDerivation;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;

/** What tests that decide themselves what is derived when begin with: a client, no facts, and no workers. They leave no marks. */
abstract class HandFixture extends ServiceFixture {
    @Inject
    HandDerivation hand;

    /** Without workers nothing that waits would ever be derived. */
    @Override
    void awaitService() {
        state.awaitSchema();
    }

    @AfterEach
    void leaveNoMarks() {
        state.clear();
    }
}
