package dev.touchstone.touchpoint.accountmatch;

import java.util.regex.Pattern;

/**
 * Makes names of companies comparable: without case, accents, punctuation, a leading article and legal forms at the end.
 *
 * <p>The database finds candidates by the same folding, in its function {@code company_key}: whoever changes one changes the
 * other, with a migration that builds the index anew.
 */
final class CompanyName {
    private static final String LETTERS = "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞàáâãäåçèéêëìíîïðñòóôõöøùúûüýÿ"
            + "ĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħĨĩĪīĬĭĮįİıĲĴĵĶķĹĺĻļĽľĿŁłŃńŅņŇňŊŌōŎŏŐőŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽž"
            + "ΆΈΉΊΌΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫάέήίΰϊϋόύώϏ"
            + "ЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѐёѓїќѝў";
    private static final String FOLDED = "aaaaaaceeeeiiiidnoooooouuuuyþaaaaaaceeeeiiiidnoooooouuuuyy"
            + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiĳjjkkllllllŀllnnnnnnŋoooooorrrrrrssssssssttttŧuuuuuuuuuuuuwwyyyzzzzzz"
            + "αεηιουωιαβγδεζηθικλμνξοπρστυφχψωιυαεηιυιυουωϗ"
            + "ееђгєѕііјљњћкиуџабвгдежзийклмнопрстуфхцчшщъыьэюяеегікиу";

    private static final Pattern DROPPED = Pattern.compile("[./'`´‘’]");
    private static final Pattern AND = Pattern.compile("&");
    private static final Pattern SEPARATORS =
            Pattern.compile("[ \\t\\r\\n!\"#$%()*+,:;<=>?@\\[\\\\\\]^_{|}~\u00A0«»·®©™–—“”„…-]+");
    private static final Pattern LEGAL_FORMS =
            Pattern.compile("( (ab|ag|and|aps|as|asa|bv|bvba|co|company|corp|corporation|doo"
                    + "|ek|ev|gbr|gmbh|inc|incorporated|kft|kg|kgaa|kk|limited|llc|llp|lp|ltd|ltda|mbh|nv|ohg|oy|oyj|plc|pte|pty|pvt|sa"
                    + "|sarl|sas|sasu|se|sl|sp z oo|spa|srl|sro|ug|zrt))+$");
    private static final Pattern ARTICLE = Pattern.compile("^the ");

    private CompanyName() {}

    /** The name as names are compared; empty if nothing of it is left. */
    static String fold(String name) {
        String words = DROPPED.matcher(foldLetters(name)).replaceAll("");
        words = SEPARATORS.matcher(AND.matcher(words).replaceAll(" and ")).replaceAll(" ");
        words = LEGAL_FORMS.matcher(stripBlanks(words)).replaceAll("");
        return ARTICLE.matcher(words).replaceAll("");
    }

    /** Letters without case and accents: a fixed table, so that it is the same under every locale of a database. */
    static String foldLetters(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int letter = c < 0x80 ? -1 : LETTERS.indexOf(c);
            folded.append(letter >= 0 ? FOLDED.charAt(letter) : lower(c));
        }
        return folded.indexOf("ß") < 0 && folded.indexOf("æ") < 0 && folded.indexOf("Æ") < 0
                ? folded.toString()
                : folded.toString().replace("ß", "ss").replace("æ", "ae").replace("Æ", "ae");
    }

    /** ASCII letters in lower case. */
    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    /** The text without blanks, and blanks alone, at its ends. */
    static String stripBlanks(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(start, end);
    }
}
