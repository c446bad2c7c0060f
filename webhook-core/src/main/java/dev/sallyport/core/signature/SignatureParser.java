package dev.sallyport.core.signature;

import dev.sallyport.core.event.Headers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the text of signatures apart as a scheme describes it. */
final class SignatureParser {

    private final SignaturePlace rules;
    private final @Nullable TimestampRules timestamp;
    private final Field.@Nullable Item timestampItem;
    private final Field.@Nullable ItemAt timestampAt;
    private final Field.@Nullable Item idItem;

    SignatureParser(SignaturePlace rules, @Nullable TimestampRules timestamp, @Nullable IdRules id) {
        this.rules = rules;
        this.timestamp = timestamp;
        this.idItem = id != null && id.fields().get(0) instanceof Field.Item item ? item : null;
        Field first = timestamp == null ? null : timestamp.fields().get(0);
        this.timestampItem = first instanceof Field.Item item ? item : null;
        this.timestampAt = first instanceof Field.ItemAt item ? item : null;
    }

    /** Reads all sets of signatures; an empty list with {@link Outcome#refusal} set if there is none to check. */
    Outcome parse(RequestFields fields) {
        Outcome outcome = new Outcome();
        if (rules.all()) {
            parseAll(fields, outcome);
        } else {
            String text = fields.firstText(rules.fields());
            if (text == null) {
                outcome.refusal = fields.fault();
            } else {
                parseText(text, 0, outcome);
            }
        }
        if (outcome.refusal == null && (outcome.sets.isEmpty() || (idItem != null && outcome.id == null))) {
            outcome.refusal = RefusalReason.MALFORMED;
        }
        if (outcome.refusal == null && timestamp != null && timestampItem == null && timestampAt == null) {
            readTimestampElsewhere(timestamp, fields, outcome);
        }
        return outcome;
    }

    /** What was found, or why there is nothing to check. */
    static final class Outcome {
        final List<SignatureSet> sets = new ArrayList<>(1);

        @Nullable
        RefusalReason refusal;

        int signatures;

        /** The message id, if it is one of the items. */
        @Nullable
        String id;
    }

    private void parseAll(RequestFields fields, Outcome outcome) {
        boolean present = false;
        for (int place = 0; place < rules.fields().size(); place++) {
            if (rules.fields().get(place) instanceof Field.Header header) {
                present |= parseLines(fields, header.name(), place, outcome);
            } else {
                String text = fields.text(rules.fields().get(place));
                if (text != null) {
                    present = true;
                    parseText(text, place, outcome);
                }
            }
        }
        if (!present) {
            outcome.refusal = RefusalReason.MISSING_HEADER;
        }
    }

    private boolean parseLines(RequestFields fields, String name, int place, Outcome outcome) {
        Headers headers = fields.request().headers();
        boolean present = false;
        for (int i = 0; i < headers.size(); i++) {
            if (isNamed(headers.nameAt(i), name)) {
                String text = fields.present(headers.valueAt(i));
                if (text != null) {
                    present = true;
                    parseText(text, place, outcome);
                }
            }
        }
        return present;
    }

    private static boolean isNamed(String actual, String name) {
        if (!name.endsWith("#")) {
            return actual.equalsIgnoreCase(name);
        }
        int stem = name.length() - 1;
        if (actual.length() <= stem || !actual.regionMatches(true, 0, name, 0, stem)) {
            return false;
        }
        for (int i = stem; i < actual.length(); i++) {
            if (actual.charAt(i) < '0' || actual.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private void parseText(String text, int place, Outcome outcome) {
        String separator = rules.sets();
        int from = 0;
        while (from <= text.length() && outcome.refusal == null) {
            int to = separator.isEmpty() ? -1 : indexOf(separator, text, from);
            int end = to < 0 ? text.length() : to;
            if (end > from) {
                parseSet(text, from, end, place, outcome);
            }
            from = to < 0 ? text.length() + 1 : to + separator.length();
        }
    }

    private void parseSet(String text, int from, int to, int place, Outcome outcome) {
        SignatureSet set = new SignatureSet(place);
        if (rules.items().isEmpty()) {
            addSignature(text, from, to, set, outcome);
        } else {
            String timestampText = parseItems(text, from, to, set, outcome);
            if (timestamp != null && (timestampItem != null || timestampAt != null)) {
                Instant signedAt =
                        timestampText == null ? null : timestamp.format().parse(timestampText);
                if (signedAt == null) {
                    return;
                }
                set.signedAt(timestampText, signedAt);
            }
        }
        if (set.size() > 0) {
            outcome.sets.add(set);
        }
    }

    /** Returns the timestamp's text if it is one of the items, and occurs once. */
    private @Nullable String parseItems(String text, int from, int to, SignatureSet set, Outcome outcome) {
        String separator = rules.items();
        String timestampText = null;
        int start = from;
        for (int index = 0; start <= to; index++) {
            int at = indexOf(separator, text, start);
            int end = at < 0 || at > to ? to : at;
            int first = start;
            int last = end;
            while (first < last && RequestFields.isBlank(text.charAt(first))) {
                first++;
            }
            while (last > first && RequestFields.isBlank(text.charAt(last - 1))) {
                last--;
            }
            if (isTimestamp(text, first, last, index)) {
                if (timestampText != null) {
                    outcome.refusal = RefusalReason.MALFORMED;
                    return null;
                }
                timestampText = text.substring(
                        timestampItem == null
                                ? first
                                : first + timestampItem.prefix().length(),
                        last);
            } else if (idItem != null && isItem(idItem, text, first, last)) {
                if (outcome.id != null) {
                    outcome.refusal = RefusalReason.MALFORMED;
                    return null;
                }
                outcome.id = text.substring(first + idItem.prefix().length(), last);
            } else {
                addSignature(text, first, last, set, outcome);
            }
            start = end + separator.length();
        }
        return timestampText;
    }

    /** Separators are mostly one character, which is found sooner than a text. */
    private static int indexOf(String separator, String text, int from) {
        return separator.length() == 1 ? text.indexOf(separator.charAt(0), from) : text.indexOf(separator, from);
    }

    private boolean isTimestamp(String text, int from, int to, int index) {
        if (timestampItem != null) {
            return isItem(timestampItem, text, from, to);
        }
        return timestampAt != null && timestampAt.index() == index;
    }

    private static boolean isItem(Field.Item item, String text, int from, int to) {
        return to - from >= item.prefix().length() && text.startsWith(item.prefix(), from);
    }

    /** Items of unknown form, such as other versions, and undecodable ones are passed over: another may be right. */
    private void addSignature(String text, int from, int to, SignatureSet set, Outcome outcome) {
        List<ItemFormat> formats = rules.formats();
        for (int i = 0; i < formats.size(); i++) {
            ItemFormat format = formats.get(i);
            if (format.matches(text, from, to)) {
                byte[] signature = rules.encoding()
                        .decode(
                                text,
                                format.signatureFrom(text, from, to),
                                to - format.after().length());
                if (signature == null) {
                    continue;
                }
                outcome.signatures++;
                if (outcome.signatures > SignatureSet.MOST) {
                    outcome.refusal = RefusalReason.MALFORMED;
                } else {
                    set.add(signature, format.namesKey() ? format.keyId(text, from, to) : null);
                }
                return;
            }
        }
    }

    private static void readTimestampElsewhere(TimestampRules rules, RequestFields fields, Outcome outcome) {
        String text = fields.firstText(rules.fields());
        Instant signedAt = text == null ? null : rules.format().parse(text);
        if (signedAt == null) {
            outcome.refusal = text == null ? fields.fault() : RefusalReason.MALFORMED;
            return;
        }
        for (int i = 0; i < outcome.sets.size(); i++) {
            outcome.sets.get(i).signedAt(text, signedAt);
        }
    }
}
