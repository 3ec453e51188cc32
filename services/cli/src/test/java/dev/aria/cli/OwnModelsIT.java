package dev.aria.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.fixtures.TinyDiffusion;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.safetensors.NamedTensors;
import dev.aria.models.safetensors.Safetensors;
import dev.aria.models.weights.WeightsFile;
import dev.aria.operations.monitor.RunMonitor;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.RunServices;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.stack.TinyStack;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.Settings;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way of docs/how-to/use-your-own-models.md, by its commands: pictures, captions and two model
 * folders in, a network of diffusers out. Only the export of the pipeline is done already.
 */
final class OwnModelsIT {
  private static final int STEPS = 12;
  private static final List<Color> COLOURS =
      List.of(Color.RED, Color.GREEN, Color.BLUE, Color.ORANGE);
  private static final List<String> NAMES = List.of("red", "green", "blue", "orange");

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void journey_picturesAndModelFolders_giveAStudentOfDiffusers() throws IOException {
    TinyDiffusion.teacher(folder.resolve("teacher"));
    TinyDiffusion.student(folder.resolve("student"));
    drawPictures();
    writeCaptions();

    aria("data", "pairs", "DIR/pairs", "--teacher", "DIR/teacher", "DIR/images");
    newRun();
    Path student = trained();
    aria("export", "--config", "DIR/run.conf", "--diffusers", "DIR/unet");

    assertThat(out.toString())
        .contains("15 pairs with 15 captions of 16 items")
        .contains("40 prompts appended to corpus 'mine'")
        .contains("the student takes what the teacher takes");
    assertThat(folder.resolve("unet").resolve("README.md"))
        .content()
        .contains("library_name: \"diffusers\"", "\"run\":\"mine\"", "\"steps\":" + STEPS)
        .contains("UNet2DConditionModel.from_pretrained");
    assertSameWeightsUnderTheirNames(student);
    assertLearned(student);
  }

  @Test
  void builtInProblem_isMadeByTheSameCommands() throws IOException {
    aria("corpus", "export", "--out", "DIR/emoji");

    aria("data", "pairs", "DIR/pairs", "--teacher", "DIR/emoji/teacher", "DIR/emoji/pictures.tar");
    emojiRun();

    for (String file : List.of("manifest.json", "shard-00000.pairs")) {
      assertThat(folder.resolve("pairs").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("emoji").resolve("pairs").resolve(file));
    }
    assertThat(out.toString())
        .contains("0 rejected")
        .contains("the student takes what the teacher takes");
  }

  private void emojiRun() {
    aria(
        "run",
        "new",
        "DIR/emoji.conf",
        "--teacher",
        "DIR/emoji/teacher",
        "--student",
        "DIR/emoji/student",
        "--pairs",
        "DIR/pairs",
        "--corpus",
        "emoji",
        "--name",
        "emoji",
        "--seconds",
        "0");
  }

  private void aria(String... arguments) {
    String[] real =
        List.of(arguments).stream()
            .map(argument -> argument.replace("DIR", folder.toString()))
            .toArray(String[]::new);
    int exit =
        Aria.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(errors, true))
            .execute(real);
    assertThat(exit).as("%s: %s %s", List.of(arguments), out, errors).isZero();
  }

  /** Sixteen pictures, one of them cut short. */
  private void drawPictures() throws IOException {
    Path images = Files.createDirectory(folder.resolve("images"));
    for (int i = 0; i < 16; i++) {
      BufferedImage image = new BufferedImage(48, 40, BufferedImage.TYPE_INT_RGB);
      Graphics2D pen = image.createGraphics();
      pen.setColor(COLOURS.get(i % 4));
      pen.fillOval(4 + i, 4, 20, 20);
      pen.dispose();
      Path file = images.resolve("%02d.png".formatted(i));
      ImageIO.write(image, "png", file.toFile());
      Files.writeString(
          images.resolve("%02d.txt".formatted(i)), "a %s circle".formatted(NAMES.get(i % 4)));
    }
    byte[] whole = Files.readAllBytes(images.resolve("15.png"));
    Files.write(images.resolve("15.png"), java.util.Arrays.copyOf(whole, 60));
  }

  private void writeCaptions() throws IOException {
    String rows =
        IntStream.range(0, 40)
            .mapToObj(i -> "%d,\"a %s circle, number %d\"".formatted(i, NAMES.get(i % 4), i))
            .collect(Collectors.joining("\n", "id,caption\n", "\n"));
    Files.writeString(folder.resolve("captions.csv"), rows);
  }

  /** Written by the command, then made small, as its owner would. */
  private void newRun() throws IOException {
    aria(
        "run",
        "new",
        "DIR/run.conf",
        "--teacher",
        "DIR/teacher",
        "--student",
        "DIR/student",
        "--pairs",
        "DIR/pairs",
        "--corpus",
        "mine",
        "--name",
        "mine",
        "--steps",
        "" + STEPS,
        "--seconds",
        "0");
    Files.writeString(
        folder.resolve("run.conf"),
        """
        aria.run { shards = 2, micro-batch = 4, max-in-flight = 64, regions.count = 4 }
        aria.run.paths.length = 5
        aria.prompt-streamer.store = "%s"
        aria.teacher-pool.batch-size = 8
        aria.student-trainer.optimizer.learning-rate = 1e-3
        aria.student-trainer.optimizer.warm-up = 0
        aria.student-trainer.optimizer.ema = 0
        """
            .formatted(folder.resolve("page-store")),
        StandardOpenOption.APPEND);
    aria("run", "check", "--config", "DIR/run.conf");
  }

  /** The finished student, trained by the four services as processes. */
  private Path trained() {
    Settings settings = Settings.load("--config", folder.resolve("run.conf").toString());
    RunFiles files = RunFiles.adopt(folder.resolve("data"), "mine", folder.resolve("run.conf"));
    try (Servers servers =
            Servers.open(folder.resolve("data"), Optional.empty(), Optional.empty());
        Cluster cluster = Connections.cluster(servers.kafka());
        RunServices services = new RunServices(files, servers.settings());
        RunMonitor monitor = new RunMonitor(cluster, settings.run(), "student")) {
      aria(
          "corpus",
          "load",
          "--corpus",
          "mine",
          "DIR/captions.csv",
          "--column",
          "caption",
          "--kafka",
          servers.kafka().bootstrapServers(),
          "--redis",
          servers.redis().uri());
      services.startAll();
      TinyStack.until(services, () -> monitor.refresh().trained() == STEPS && monitor.finished());
    }
    return folder.resolve("students/student/student.pt");
  }

  private void assertSameWeightsUnderTheirNames(Path student) throws IOException {
    Path ours = folder.resolve("ours.safetensors");
    WeightsFile.export(student, ours, ElementType.FLOAT32);
    NamedTensors theirs =
        Safetensors.read(folder.resolve("unet/diffusion_pytorch_model.safetensors"));
    assertThat(theirs.tensors().keySet())
        .contains("conv_in.weight")
        .noneMatch(n -> n.startsWith("unet."));
    Safetensors.read(ours)
        .tensors()
        .forEach((name, value) -> assertThat(theirs.get(name.substring(5))).isEqualTo(value));
    assertThat(folder.resolve("unet/config.json"))
        .hasSameTextualContentAs(folder.resolve("student/config.json"));
  }

  /** It reads texts by the encoder beside it, and says something else than at its start. */
  private void assertLearned(Path file) {
    try (NoisePredictor student = ModelFiles.load(file, "cpu");
        NoisePredictor start = ModelFiles.load(folder.resolve("student/network.pt"), "cpu")) {
      Tensor x = Tensor.of(new float[256], 1, 4, 8, 8);
      Tensor nothing = student.descriptor().nullConditions(1);
      float[] said = student.predict(x, new int[] {500}, nothing).toFloats();
      float[] before = start.predict(x, new int[] {500}, nothing).toFloats();

      assertThat(said).isNotEqualTo(before);
    }
  }
}
