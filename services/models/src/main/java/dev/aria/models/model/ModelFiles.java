package dev.aria.models.model;

import ai.djl.engine.EngineException;
import dev.aria.core.digest.Sha256;
import dev.aria.core.file.DurableFile;
import dev.aria.models.engine.TorchEngine;
import dev.aria.models.engine.TorchModule;
import dev.aria.models.json.StrictJson;
import dev.aria.models.torchscript.ScriptArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A model on disk: {@code NAME.pt} and its descriptor {@code NAME.json} beside it. */
public final class ModelFiles {
  /** Name of the network in a model folder. */
  public static final String NETWORK = "network.pt";

  private ModelFiles() {}

  /** Writes a fresh model and its descriptor; {@code file} ends in {@code .pt}. */
  public static ModelDescriptor create(NewModel model, Path file) {
    byte[] archive = archive(model);
    try {
      DurableFile.write(file, out -> out.write(archive));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write model file " + file, e);
    }
    ModelDescriptor descriptor = describe(model, archive);
    describe(descriptor, file);
    return descriptor;
  }

  /** The TorchScript archive of a fresh model. */
  public static byte[] archive(NewModel model) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ScriptArchive.write(model.architecture().initialised(model.seed()), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The descriptor of a fresh model whose archive is {@code archive}. */
  public static ModelDescriptor describe(NewModel model, byte[] archive) {
    Architecture shape = model.architecture();
    return new ModelDescriptor(
        model.name(),
        shape.family(),
        shape.settings(),
        shape.sampleShape(),
        model.diffusion().conditioning().travellingShape().orElse(shape.conditionShape()),
        model.diffusion(),
        shape.parameters(),
        Sha256.of(archive));
  }

  /** Writes the descriptor of the model file {@code file} beside it. */
  public static void describe(ModelDescriptor descriptor, Path file) {
    try {
      byte[] json = StrictJson.write(descriptor).getBytes(StandardCharsets.UTF_8);
      DurableFile.write(descriptorOf(file), out -> out.write(json));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + descriptorOf(file), e);
    }
  }

  /**
   * Reads the descriptor beside {@code file} and checks the file's digest against it.
   *
   * @throws ModelUnreadable when either is missing, an entry is unknown or the digest differs
   */
  public static ModelDescriptor describe(Path file) {
    ModelDescriptor descriptor = readDescriptor(descriptorOf(file));
    requireDigest(descriptor, file, digest(file));
    return descriptor;
  }

  /**
   * Loads a model for prediction only; the caller closes it.
   *
   * @param device {@code cpu}, {@code gpu} or {@code gpu:N}
   * @throws ModelUnreadable when file or descriptor are missing, damaged or no TorchScript
   */
  public static NoisePredictor load(Path file, String device) {
    ModelDescriptor descriptor = describe(file);
    ConditionStates conditions =
        ConditionStates.of(descriptor, Optional.of(folderOf(file)), device);
    try {
      return new FrozenPredictor(new Network(descriptor, module(file, device, false), conditions));
    } catch (RuntimeException e) {
      conditions.close();
      throw e;
    }
  }

  /**
   * The bytes of a model file, read once and checked, so that nobody can change them in between.
   *
   * @throws ModelUnreadable when it is missing or not the file that {@code descriptor} describes
   */
  public static byte[] read(ModelDescriptor descriptor, Path file) {
    try {
      byte[] archive = Files.readAllBytes(file);
      requireDigest(descriptor, file, Sha256.of(archive));
      return archive;
    } catch (IOException e) {
      throw new ModelUnreadable("model file %s cannot be read: %s".formatted(file, e), e);
    }
  }

  /**
   * The model whose archive is {@code archive}, its parameters trainable; the caller closes it.
   *
   * @param folder where the files lie that the descriptor names, such as a text encoder; without it
   *     a model that needs such a file cannot be asked
   */
  public static Network network(
      ModelDescriptor descriptor, byte[] archive, Optional<Path> folder, String device) {
    ConditionStates conditions = ConditionStates.of(descriptor, folder, device);
    try {
      return new Network(descriptor, module(archive, device), conditions);
    } catch (RuntimeException e) {
      conditions.close();
      throw e;
    }
  }

  /** Puts what {@code model} names, as far as {@code folder} holds it, beside {@code file}. */
  public static void putParts(ModelDescriptor model, Path folder, Path file) {
    ModelParts.put(model, folder, folderOf(file));
  }

  /** The model file of {@code place}: {@code network.pt} of a folder, else the file itself. */
  public static Path networkOf(Path place) {
    return Files.isDirectory(place) ? place.resolve(NETWORK) : place;
  }

  /** Folder of {@code file}, where the files lie that its descriptor names. */
  public static Path folderOf(Path file) {
    return file.toAbsolutePath().resolveSibling("");
  }

  /** The TorchScript module in {@code archive}, its parameters trainable; the caller closes it. */
  public static TorchModule module(byte[] archive, String device) {
    try {
      Path file = Files.createTempFile("aria-model", ".pt");
      try {
        Files.write(file, archive);
        return module(file, device, true);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to the temporary folder", e);
    }
  }

  private static TorchModule module(Path file, String device, boolean trainable) {
    try {
      return TorchModule.load(file, device, trainable);
    } catch (EngineException e) {
      throw new ModelUnreadable(
          "model file %s is no TorchScript archive that libtorch %s reads; export it with that version or an older one"
              .formatted(file, TorchEngine.VERSION),
          e);
    }
  }

  /**
   * Reads the descriptor file {@code descriptor}, whatever lies beside it.
   *
   * @throws ModelUnreadable when it is missing or an entry is unknown
   */
  public static ModelDescriptor readDescriptor(Path descriptor) {
    try {
      return StrictJson.read(Files.readString(descriptor), ModelDescriptor.class);
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelUnreadable(
          "model descriptor %s cannot be read: %s".formatted(descriptor, e), e);
    }
  }

  /** A TorchScript file is code: this stands before every way to libtorch. */
  private static void requireDigest(ModelDescriptor descriptor, Path file, String digest) {
    if (!digest.equals(descriptor.sha256())) {
      throw new ModelUnreadable(
          "model file %s has SHA-256 %s, its descriptor says %s: the file is damaged or belongs to another descriptor; fetch or export it again"
              .formatted(file, digest, descriptor.sha256()));
    }
  }

  private static String digest(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw new ModelUnreadable("model file %s cannot be read: %s".formatted(file, e), e);
    }
  }

  /** Where the descriptor of model file {@code file} stands: the same name with {@code .json}. */
  public static Path descriptorOf(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!name.endsWith(".pt")) {
      throw new IllegalArgumentException("a model file's name must end in .pt, got " + file);
    }
    return file.resolveSibling(name.substring(0, name.length() - 3) + ".json");
  }
}
