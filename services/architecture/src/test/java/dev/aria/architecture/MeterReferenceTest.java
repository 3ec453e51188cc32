package dev.aria.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.architecture.MeterReference.Meter;
import io.lettuce.core.metrics.MicrometerCommandLatencyRecorder;
import io.lettuce.core.metrics.MicrometerOptions;
import io.lettuce.core.protocol.CommandType;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page of the meters has no more than the code has, and other pages name what it has. That it
 * has no less is a test of the module cli.
 */
final class MeterReferenceTest {
  private static final Pattern NAMED = Pattern.compile("(?<![\\w/.-])(?:aria|jvm)_[a-z_]+");

  private final SourceTree tree = SourceTree.here();
  private final MeterReference reference = MeterReference.of(tree);

  @Test
  void meters_ofThePage_areInTheCode() {
    String code =
        tree.files(".java").stream()
            .filter(file -> tree.name(file).contains("/src/main/"))
            .map(SourceTree::text)
            .collect(Collectors.joining());

    List<String> missing =
        ours().stream().filter(name -> !code.contains('"' + name.replace('_', '.') + '"')).toList();

    assertThat(ours()).hasSizeGreaterThan(40);
    assertThat(missing).isEmpty();
  }

  /** As {@code Meters} and {@code RedisConnection} of the module runtime bind them. */
  @Test
  void meters_ofTheProcess_areThoseOfMicrometer() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    SocketAddress redis = new InetSocketAddress("localhost", 6379);
    new MicrometerCommandLatencyRecorder(registry, MicrometerOptions.create())
        .recordCommandLatency(redis, redis, CommandType.PING, 1, 2);

    List<String> served = registry.scrape().lines().toList();

    assertThat(reference.meters())
        .filteredOn(meter -> !meter.ofPrometheus() && !meter.name().startsWith("aria_"))
        .hasSizeGreaterThan(5)
        .flatExtracting(Meter::series)
        .allMatch(name -> served.stream().anyMatch(line -> line.matches(name + "[ {].*")));
  }

  @Test
  void meters_namedOnOtherPages_areOnThePage() {
    List<String> unknown = new ArrayList<>();

    tree.files(".md").stream()
        .filter(page -> tree.name(page).startsWith("docs/"))
        .forEach(
            page ->
                NAMED
                    .matcher(SourceTree.text(page))
                    .results()
                    .filter(found -> !reference.has(found.group()))
                    .forEach(found -> unknown.add(tree.name(page) + ": " + found.group())));

    assertThat(unknown).isEmpty();
  }

  @Test
  void labels_ofTheRows_areReadWithTheirValues() {
    assertThat(reference.meters())
        .filteredOn(meter -> meter.name().equals("aria_teacher_cache_lookups_total"))
        .singleElement()
        .satisfies(
            meter -> assertThat(meter.labels()).containsEntry("result", Set.of("hit", "miss")));
  }

  /** Names in the code, with underscores. */
  private List<String> ours() {
    return reference.meters().stream()
        .filter(meter -> meter.name().startsWith("aria_"))
        .map(MeterReferenceTest::registered)
        .toList();
  }

  private static String registered(Meter meter) {
    return meter.name().replaceAll(meter.summed() ? "_seconds$" : "_total$", "");
  }
}
