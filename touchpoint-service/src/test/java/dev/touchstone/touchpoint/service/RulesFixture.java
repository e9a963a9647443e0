package dev.touchstone.touchpoint.service;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the whole service with rules of their own begin with; they leave the rules that ship. */
abstract class RulesFixture extends ServiceFixture {
    Rules rules;

    @BeforeEach
    void beginWithRulesThatShip() {
        rules = new Rules(client);
    }

    @AfterEach
    void leaveRulesThatShip() {
        client.awaitDerived();
        state.clear();
    }
}
