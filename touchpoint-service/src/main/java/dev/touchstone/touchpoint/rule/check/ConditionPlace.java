package dev.touchstone.touchpoint.rule.check;

import dev.touchstone.touchpoint.rule.text.ParsedExpression.Columns;

/** Where the pieces of a condition stand: in a structure by their path, in a line of text by their column. */
sealed interface ConditionPlace {
    Spot field();

    Spot operator();

    /** All values. */
    Spot values();

    /** One value, from 0 upwards. */
    Spot value(int index);

    /** In a structure. */
    record InStructure(String path) implements ConditionPlace {
        @Override
        public Spot field() {
            return Spot.at(path + ".field");
        }

        @Override
        public Spot operator() {
            return Spot.at(path + ".operator");
        }

        @Override
        public Spot values() {
            return Spot.at(path + ".values");
        }

        @Override
        public Spot value(int index) {
            return Spot.at(path + ".values[" + index + "]");
        }
    }

    /** In a line of text. */
    record InLine(String path, Columns columns) implements ConditionPlace {
        @Override
        public Spot field() {
            return new Spot(path, columns.field());
        }

        @Override
        public Spot operator() {
            return new Spot(path, columns.operator());
        }

        @Override
        public Spot values() {
            return columns.values().isEmpty() ? operator() : value(0);
        }

        @Override
        public Spot value(int index) {
            return new Spot(path, columns.values().get(index));
        }
    }
}
