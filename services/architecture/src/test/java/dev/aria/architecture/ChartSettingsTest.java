package dev.aria.architecture;

import static dev.aria.architecture.ChartValues.DEFAULTS;
import static dev.aria.architecture.ChartValues.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.KafkaIds;
import dev.aria.runtime.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the Helm chart tells the services, held to the code of the services and to the images. */
final class ChartSettingsTest {
  /** Variables of others: of Java, of DJL and of NVIDIA's container toolkit. */
  private static final Set<String> OTHERS =
      Set.of(
          "JAVA_TOOL_OPTIONS",
          "PYTORCH_LIBRARY_PATH",
          "PYTORCH_VERSION",
          "PYTORCH_FLAVOR",
          "NVIDIA_DRIVER_CAPABILITIES");

  private final SourceTree tree = SourceTree.here();

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void variables_ofEveryContainer_areKnownAndGivenOnce(ChartValues values) {
    SettingsVariables known = SettingsVariables.of(tree);
    List<String> wrong = new ArrayList<>();

    for (JsonNode workload : values.rendered().workloads()) {
      Set<String> seen = new HashSet<>();
      for (JsonNode variable : RenderedChart.container(workload).path("env")) {
        String name = variable.path("name").asText();
        boolean isOurs = name.startsWith("ARIA_");
        if (!seen.add(name) || known.isUnknown(name) || (!isOurs && !OTHERS.contains(name))) {
          wrong.add(RenderedChart.name(workload) + ": " + name);
        }
      }
      assertThat(seen).contains("ARIA_CONFIG", "ARIA_KAFKA_BOOTSTRAP_SERVERS");
    }

    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void probes_ofEveryService_askHealthForReadinessAlone(ChartValues values) {
    List<JsonNode> services = values.rendered().services();

    assertThat(services).hasSize(4);
    for (JsonNode service : services) {
      JsonNode container = RenderedChart.container(service);
      String port = container.at("/ports/0/containerPort").asText();
      assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health");
      assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/metrics");
      assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/metrics");
      assertThat(container.at("/readinessProbe/httpGet/port").asText())
          .isEqualTo(container.at("/ports/0/name").asText());
      assertThat(variable(container, "ARIA_METRICS_PORT")).isEqualTo(port).isEqualTo("9400");
      assertThat(variable(container, "ARIA_METRICS_HOST")).isEqualTo("0.0.0.0");
      assertThat(
              service.at("/spec/template/metadata/annotations").path("prometheus.io/port").asText())
          .isEqualTo(port);
    }
  }

  @ParameterizedTest
  @EnumSource
  void pods_ofEveryWorkload_runAsTheUserOfTheImages(ChartValues values) {
    String dockerfile = SourceTree.text(tree.root().resolve("infra/docker/Dockerfile"));

    for (JsonNode workload : values.rendered().workloads()) {
      JsonNode pod = RenderedChart.pod(workload);
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(dockerfile).contains("--uid " + pod.at("/securityContext/runAsUser").asInt());
      assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
      assertThat(
              RenderedChart.container(workload)
                  .at("/securityContext/readOnlyRootFilesystem")
                  .asBoolean())
          .isTrue();
      assertThat(RenderedChart.container(workload).at("/resources/limits").has("memory")).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void images_ofEveryContainer_areThoseOfCompose(ChartValues values) {
    JsonNode compose = YamlTrees.file(tree.root().resolve("docker-compose.yml"));
    Set<String> built = new HashSet<>();
    compose.path("services").forEach(service -> built.add(service.path("image").asText()));
    String version = values == DEFAULTS ? "0.2.0-SNAPSHOT" : "1.2.3";

    for (JsonNode workload : values.rendered().workloads()) {
      String image = RenderedChart.container(workload).path("image").asText();
      assertThat(image).endsWith(":" + version);
      assertThat(built).contains(image.replaceFirst("^example/", "").replaceFirst(":.*", ""));
    }
  }

  @Test
  void commands_ofTheConsoleAndTheCorpus_areOnesThatCanBeRun() {
    RenderedChart rendered = EVERYTHING.rendered();

    for (JsonNode workload :
        List.of(
            rendered.the("Deployment", "demo-aria-console"),
            rendered.the("Job", "demo-aria-corpus"))) {
      List<String> words = new ArrayList<>();
      RenderedChart.container(workload).path("args").forEach(word -> words.add(word.asText()));
      assertThat(new ImageCommand(words).mistake()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"DEFAULTS,default,emoji,10000", "EVERYTHING,own-run_2,captions,50000"})
  void runFile_ofTheChart_isAcceptedAndSaysWhatTheValuesSay(
      ChartValues values, String name, String corpus, long steps) throws IOException {
    RunSettings run = run(values.rendered());

    assertThat(run.name()).isEqualTo(name);
    assertThat(run.corpus()).isEqualTo(corpus);
    assertThat(run.steps()).isEqualTo(steps);
    assertThat(run.teacher()).isEqualTo(Path.of("/problem/teacher"));
    assertThat(run.pairedSet()).isEqualTo(Path.of("/problem/pairs"));
  }

  @Test
  void scaling_ofTheTeachers_readsTopicAndGroupOfTheCode() throws IOException {
    RenderedChart rendered = EVERYTHING.rendered();
    RunSettings run = run(rendered);

    JsonNode scaled = rendered.the("ScaledObject", "demo-aria-teacher-pool");

    JsonNode trigger = scaled.at("/spec/triggers/0");
    assertThat(trigger.path("type").asText()).isEqualTo("kafka");
    assertThat(trigger.at("/metadata/topic").asText()).isEqualTo(Topics.draws(run).name());
    assertThat(trigger.at("/metadata/consumerGroup").asText()).isEqualTo(KafkaIds.teachers(run));
    assertThat(trigger.at("/metadata/bootstrapServers").asText())
        .isEqualTo("broker-0:9093,broker-1:9093");
    assertThat(trigger.at("/metadata/sasl").asText()).isEqualTo("scram_sha256");
    assertThat(trigger.at("/metadata/tls").asText()).isEqualTo("enable");
    assertThat(trigger.path("metadata")).allMatch(JsonNode::isTextual); // as KEDA reads them
    JsonNode target = rendered.the("Deployment", scaled.at("/spec/scaleTargetRef/name").asText());
    assertThat(target.path("spec").has("replicas")).isFalse();
    assertThat(trigger.at("/authenticationRef/name").asText())
        .isEqualTo(
            rendered
                .ofKind("TriggerAuthentication")
                .map(RenderedChart::name)
                .findFirst()
                .orElseThrow());
  }

  /** The sampler bounds the lag, and each partition may hold one marker that is never read. */
  @Test
  void scaling_byDefault_canReachAllItsPodsAndKeepsNoneForMarkers() throws IOException {
    RunSettings run = run(DEFAULTS.rendered());
    JsonNode scaling =
        YamlTrees.file(ChartValues.chart().resolve("values.yaml")).at("/teacherPool/autoscaling");

    long threshold = scaling.path("lagThreshold").asLong();
    long most = scaling.path("maxReplicas").asLong();

    assertThat(threshold * (most - 1)).isLessThan(run.maxInFlight() / run.microBatch());
    assertThat(threshold).isGreaterThanOrEqualTo(run.workPartitions());
    assertThat(run.workPartitions()).isGreaterThanOrEqualTo((int) (4 * most));
  }

  @Test
  void gpus_ofTeachersAndTrainers_areLimitsAndDevices() {
    RenderedChart rendered = EVERYTHING.rendered();

    JsonNode teacher =
        RenderedChart.container(rendered.the("Deployment", "demo-aria-teacher-pool"));
    JsonNode trainer =
        RenderedChart.container(rendered.the("StatefulSet", "demo-aria-student-trainer"));

    assertThat(teacher.at("/resources/limits").path("nvidia.com/gpu").asInt()).isEqualTo(2);
    assertThat(variable(teacher, "ARIA_TEACHER_POOL_DEVICES")).isEqualTo("gpu:0,gpu:1");
    assertThat(trainer.at("/resources/limits").path("nvidia.com/gpu").asInt()).isEqualTo(1);
    assertThat(variable(trainer, "ARIA_STUDENT_TRAINER_DEVICES")).isEqualTo("gpu:0");
    assertThat(variable(trainer, "PYTORCH_LIBRARY_PATH")).isEqualTo("/site-packages/torch/lib");
    assertThat(variable(trainer, "JAVA_TOOL_OPTIONS"))
        .isEqualTo("-Xmx768m -Djna.library.path=/site-packages/nvidia/cuda_runtime/lib");
  }

  @Test
  void devices_withoutGpus_areTheProcessor() {
    RenderedChart rendered = DEFAULTS.rendered();

    JsonNode teacher =
        RenderedChart.container(rendered.the("Deployment", "demo-aria-teacher-pool"));

    assertThat(variable(teacher, "ARIA_TEACHER_POOL_DEVICES")).isEqualTo("cpu");
    assertThat(teacher.at("/resources/limits").has("nvidia.com/gpu")).isFalse();
  }

  @Test
  void secrets_ofRedis_reachThoseAloneWhoUseIt() {
    for (JsonNode workload : EVERYTHING.rendered().workloads()) {
      boolean usesRedis = RenderedChart.name(workload).matches(".*-(allocator|console|corpus)");
      JsonNode container = RenderedChart.container(workload);
      assertThat(secret(container, "ARIA_KAFKA_SECURITY_PASSWORD"))
          .isEqualTo("kafka-user/password");
      assertThat(secret(container, "ARIA_REDIS_PASSWORD"))
          .isEqualTo(usesRedis ? "redis-user/password" : "/");
      assertThat(
              container
                  .path("volumeMounts")
                  .findValuesAsText("name")
                  .contains("redis-certificates"))
          .isEqualTo(usesRedis);
    }
  }

  private RunSettings run(RenderedChart rendered) throws IOException {
    String text = rendered.the("ConfigMap", "demo-aria").at("/data/run.conf").asText();
    Path file = Files.writeString(folder.resolve("run.conf"), text);
    return Settings.load("--config", file.toString()).run();
  }

  private static String variable(JsonNode container, String name) {
    return one(container, name).path("value").asText();
  }

  /** Its secret and key, with a slash between them. */
  private static String secret(JsonNode container, String name) {
    JsonNode source = one(container, name).at("/valueFrom/secretKeyRef");
    return source.path("name").asText() + "/" + source.path("key").asText();
  }

  private static JsonNode one(JsonNode container, String name) {
    for (JsonNode variable : container.path("env")) {
      if (variable.path("name").asText().equals(name)) {
        return variable;
      }
    }
    return container.path("absent");
  }
}
