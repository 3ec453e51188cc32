package dev.aria.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A chart as Helm itself renders it, without a cluster.
 *
 * @param documents objects of the release and of its hooks
 */
record RenderedChart(List<JsonNode> documents) {
  /** Name of the release. */
  static final String RELEASE = "demo";

  private static final String KUBERNETES = "v1.34.0";

  /**
   * Renders the chart in {@code folder}.
   *
   * @param file values to merge over the chart's own, if any
   * @param values single values that win over both
   * @throws IllegalStateException when the chart refuses the values
   */
  static RenderedChart of(Path folder, Optional<Path> file, Map<String, String> values) {
    try (HooklessChart chart = HooklessChart.of(folder)) {
      TemplateCommand template =
          new Helm(chart.folder()).template().withName(RELEASE).withKubeVersion(KUBERNETES);
      file.ifPresent(template::withValuesFile);
      values.forEach(template::set);
      return new RenderedChart(YamlTrees.documents(template.call()));
    }
  }

  /** What Helm says after an installation with these values. */
  static String notes(Path folder, Optional<Path> file) {
    var install = new Helm(folder).install().withName(RELEASE).withKubeVersion(KUBERNETES);
    file.ifPresent(install::withValuesFile);
    String report = install.clientOnly().dryRun().call().getOutput();
    return report.substring(report.indexOf("NOTES:"));
  }

  /** Kinds and names of all objects. */
  List<String> names() {
    return documents.stream()
        .map(
            document ->
                "%s %s %s"
                    .formatted(
                        document.path("apiVersion").asText(),
                        document.path("kind").asText(),
                        name(document)))
        .toList();
  }

  Stream<JsonNode> ofKind(String kind) {
    return documents.stream().filter(document -> document.path("kind").asText().equals(kind));
  }

  JsonNode the(String kind, String name) {
    return ofKind(kind)
        .filter(document -> name(document).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no %s %s".formatted(kind, name)));
  }

  /** Everything that makes pods. */
  List<JsonNode> workloads() {
    return documents.stream().filter(document -> pod(document).isObject()).toList();
  }

  /** Workloads that go on for as long as the run does, the console aside. */
  List<JsonNode> services() {
    return workloads().stream()
        .filter(workload -> !workload.path("kind").asText().equals("Job"))
        .filter(workload -> !name(workload).endsWith("-console"))
        .toList();
  }

  static String name(JsonNode document) {
    return document.at("/metadata/name").asText();
  }

  /** What the pods of {@code workload} are. */
  static JsonNode pod(JsonNode workload) {
    return workload.at("/spec/template/spec");
  }

  /** Their one container. */
  static JsonNode container(JsonNode workload) {
    return pod(workload).at("/containers/0");
  }
}
