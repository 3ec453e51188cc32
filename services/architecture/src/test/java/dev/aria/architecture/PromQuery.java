package dev.aria.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A query in PromQL, as far as its names go: of metrics, of labels, and of labels' values. */
record PromQuery(String text) {
  private static final Pattern SELECTOR =
      Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*\\{((?:[^}\"]|\"[^\"]*\")*)\\}");
  private static final Pattern CONDITION =
      Pattern.compile("([a-zA-Z_]\\w*)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
  private static final Pattern LABELS =
      Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Pattern AGGREGATION =
      Pattern.compile("\\b(?:sum|avg|min|max|count|group)\\s*(?:by\\s*\\(([^)]*)\\)\\s*)?\\(");
  private static final Pattern NO_NAMES =
      Pattern.compile("\\{(?:[^}\"]|\"[^\"]*\")*\\}|\\[[^\\]]*\\]|\"[^\"]*\"|" + LABELS.pattern());

  /** Names that no parenthesis follows; a function's or an operator's has one. */
  private static final Pattern NAME = Pattern.compile("(?<![\\w:$.])[a-zA-Z_:][\\w:]*+(?!\\s*\\()");

  private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset", "bool");

  /** That {@code label} of {@code metric} is compared with {@code value}. */
  record Condition(String metric, String label, String operator, String value) {}

  /** Every metric that it reads. */
  Set<String> metrics() {
    return NAME.matcher(NO_NAMES.matcher(text).replaceAll(" "))
        .results()
        .map(MatchResult::group)
        .filter(name -> !WORDS.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What stands in braces. */
  List<Condition> conditions() {
    return SELECTOR
        .matcher(text)
        .results()
        .flatMap(selector -> conditions(selector.group(1), selector.group(2)))
        .toList();
  }

  private static Stream<Condition> conditions(String metric, String braces) {
    return CONDITION
        .matcher(braces)
        .results()
        .map(found -> new Condition(metric, found.group(1), found.group(2), found.group(3)));
  }

  /** Labels that it groups or joins by. */
  Set<String> groupings() {
    return LABELS
        .matcher(text)
        .results()
        .flatMap(list -> names(list.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Labels that are left after sums and the like; nothing where all are. */
  Optional<Set<String>> kept() {
    List<MatchResult> aggregations = AGGREGATION.matcher(text).results().toList();
    return aggregations.isEmpty()
        ? Optional.empty()
        : Optional.of(
            aggregations.stream()
                .flatMap(found -> Optional.ofNullable(found.group(1)).stream())
                .flatMap(PromQuery::names)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Stream<String> names(String list) {
    return Arrays.stream(list.split(",", -1)).map(String::strip).filter(name -> !name.isEmpty());
  }
}
