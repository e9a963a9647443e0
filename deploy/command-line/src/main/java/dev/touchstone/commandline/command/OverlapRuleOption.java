package dev.touchstone.commandline.command;

import com.google.protobuf.Duration;
import dev.touchstone.touchpoint.v1.OverlapSource;
import dev.touchstone.touchpoint.v1.TouchpointOverlapRule;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code campaign-over-web=PT30M} or {@code campaign-over-program=day}; nothing is the rule without sources. */
final class OverlapRuleOption implements ITypeConverter<TouchpointOverlapRule> {
    private static final Pattern RULE = Pattern.compile("(campaign|program|web)-over-(campaign|program|web)=(.+)");
    private static final String SAME_DAY = "day";

    @Override
    public TouchpointOverlapRule convert(String text) {
        if (text.isEmpty()) {
            return TouchpointOverlapRule.getDefaultInstance();
        }
        Matcher parts = RULE.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new TypeConversionException("'" + text
                    + "' is not a rule such as campaign-over-web=PT30M or campaign-over-program=day; sources are campaign, program"
                    + " and web");
        }
        TouchpointOverlapRule.Builder rule = TouchpointOverlapRule.newBuilder()
                .setKeptSource(source(parts.group(1)))
                .setYieldingSource(source(parts.group(2)));
        String within = parts.group(3);
        return within.equals(SAME_DAY)
                ? rule.build()
                : rule.setWithin(duration(within)).build();
    }

    private static OverlapSource source(String word) {
        return switch (word) {
            case "campaign" -> OverlapSource.OVERLAP_SOURCE_CAMPAIGN;
            case "program" -> OverlapSource.OVERLAP_SOURCE_PROGRAM;
            default -> OverlapSource.OVERLAP_SOURCE_WEB;
        };
    }

    private static Duration duration(String text) {
        try {
            java.time.Duration duration = java.time.Duration.parse(text);
            return Duration.newBuilder()
                    .setSeconds(duration.getSeconds())
                    .setNanos(duration.getNano())
                    .build();
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is neither a time such as PT30M nor 'day'");
        }
    }
}
