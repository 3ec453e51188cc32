package dev.aria.architecture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code docs/reference/metrics.md} says of each meter. */
final class MeterReference {
  private static final String PAGE = "docs/reference/metrics.md";
  private static final String OF_PROMETHEUS = "Made by Prometheus";
  private static final Set<String> OF_EVERY_METER = Set.of("service", "run", "job", "instance");
  private static final Pattern SECTION = Pattern.compile("(?m)^## ");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\w+) \\|([^|]*)\\|");
  private static final Pattern QUOTED = Pattern.compile("`(\\w+)`");
  private static final Pattern PARENTHESES = Pattern.compile("\\([^)]*\\)");

  private final List<Meter> meters = new ArrayList<>();
  private final Map<String, Meter> bySeries = new HashMap<>();

  /**
   * A row of the page.
   *
   * @param summed it has a count, a sum and a largest value: a timer or a summary
   * @param ofPrometheus Prometheus makes it, no service does
   * @param labels each with the values that it may have; with none where any will do
   */
  record Meter(String name, boolean summed, boolean ofPrometheus, Map<String, Set<String>> labels) {
    Set<String> series() {
      return summed ? Set.of(name + "_count", name + "_sum", name + "_max") : Set.of(name);
    }
  }

  private MeterReference(String page) {
    for (String section : SECTION.split(page, -1)) {
      boolean ofPrometheus = section.startsWith(OF_PROMETHEUS);
      ROW.matcher(section).results().forEach(row -> add(meter(row, ofPrometheus)));
    }
  }

  static MeterReference of(SourceTree tree) {
    return new MeterReference(SourceTree.text(tree.root().resolve(PAGE)));
  }

  private void add(Meter meter) {
    meters.add(meter);
    meter.series().forEach(series -> bySeries.put(series, meter));
  }

  private static Meter meter(MatchResult row, boolean ofPrometheus) {
    Map<String, Set<String>> labels = new HashMap<>();
    if (!ofPrometheus) {
      OF_EVERY_METER.forEach(label -> labels.put(label, Set.of()));
    }
    for (String part : PARENTHESES.matcher(row.group(3)).replaceAll("").split(";", -1)) {
      String[] named = part.split(":", 2);
      Set<String> values = named.length == 2 ? quoted(named[1]) : Set.of();
      quoted(named[0]).forEach(label -> labels.put(label, values));
    }
    return new Meter(row.group(1), row.group(2).matches("timer|summary"), ofPrometheus, labels);
  }

  private static Set<String> quoted(String text) {
    return QUOTED
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  List<Meter> meters() {
    return List.copyOf(meters);
  }

  /** Whether {@code name} is a meter, or one of its series. */
  boolean has(String name) {
    return bySeries.containsKey(name)
        || meters.stream().anyMatch(meter -> meter.name().equals(name));
  }

  /** Whether services make {@code series}, and so give it the label of its run. */
  boolean isOfARun(String series) {
    Meter meter = bySeries.get(series);
    return meter != null && !meter.ofPrometheus();
  }

  /** Each name in {@code query} that the page does not have. */
  List<String> faults(PromQuery query) {
    List<String> faults = new ArrayList<>();
    query.metrics().stream()
        .filter(name -> !bySeries.containsKey(name))
        .forEach(name -> faults.add("%s is no series of %s".formatted(name, PAGE)));
    query.conditions().forEach(condition -> check(condition, faults));
    query.groupings().stream()
        .filter(Predicate.not(labels(query)::contains))
        .forEach(label -> faults.add("%s is a label of no metric there".formatted(label)));
    return faults;
  }

  private void check(PromQuery.Condition condition, List<String> faults) {
    Meter meter = bySeries.get(condition.metric());
    if (meter == null) {
      return; // named already
    }
    Set<String> values = meter.labels().get(condition.label());
    if (values == null) {
      faults.add("%s has no label %s".formatted(condition.metric(), condition.label()));
    } else if (condition.operator().equals("=")
        && !values.isEmpty()
        && !values.contains(condition.value())) {
      faults.add(
          "%s of %s is never '%s', it is one of %s"
              .formatted(condition.label(), condition.metric(), condition.value(), values));
    }
  }

  /** Each of {@code shown} that is no label of what {@code query} answers. */
  List<String> missing(Set<String> shown, PromQuery query) {
    Set<String> there = query.kept().orElseGet(() -> labels(query));
    return shown.stream().filter(label -> !there.contains(label)).toList();
  }

  private Set<String> labels(PromQuery query) {
    Set<String> labels = new HashSet<>();
    for (String metric : query.metrics()) {
      Meter meter = bySeries.get(metric);
      if (meter != null) {
        labels.addAll(meter.labels().keySet());
      }
    }
    return labels;
  }
}
