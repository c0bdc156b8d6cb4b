/** The public face of the core: all that models, actions, channels, plugins, packs and bots may import. */

// actions
export {
  type Action,
  type ActionContext,
  ActionRejected,
  type AnyBotTypes,
  type BotTypes,
  defineAction,
} from './actions/action.js';
export { defineFormValidation, type FormValidation } from './actions/form-validation.js';
// command line
export { packageRoot } from './bot/package-root.js';
export type { Presets } from './bot/presets.js';
export type { AddedModel, PretrainedModel, PretrainedModels } from './bot/pretrained.js';
// channels
export * from './channel.js';
export { runCli } from './cli/run-cli.js';
// domain and training data
export type * from './domain/domain.js';
// errors
export { defineErrors, formatError, ParleyError } from './errors.js';
// identity
export type { Address, Speaker } from './identity/address.js';
export { CODE_ENTITY, readCode } from './identity/code.js';
export type { ErasedPerson, Holder } from './identity/holders.js';
export type { Identity, LinkCode, LinkOutcome, LinkRefusal } from './identity/identity.js';
// inbox
export type { Inbox } from './inbox/inbox.js';
// kernel
export type { HookHandler, HookName, Hooks } from './kernel/hooks.js';
export type { Logger } from './kernel/logger.js';
export * from './kernel/plugin.js';
// files and pictures
export { type FetchOptions, fetchFile, isHostOf } from './media/fetch-file.js';
export type * from './media/file.js';
export { kindOf } from './media/file-types.js';
export { mediaIdIn, mediaIn, type NamedFile, namedFile } from './media/references.js';
export { uploadRoute } from './media/upload-route.js';
export { neutralText, textOrFiles } from './media/wordless.js';
// messages
export type * from './messages/message.js';
export { didYouMean } from './nearest.js';
// NLU
export { type Breather, breather } from './nlu/breather.js';
export {
  type Component,
  defineComponent,
  type MessageField,
  type ModelFiles,
  type TrainContext,
} from './nlu/component.js';
export { type LiteralMessage, parseLiteral } from './nlu/literal.js';
export { type Features, type Message, newMessage, type SparseVector, type Token } from './nlu/message.js';
export type * from './nlu/parse-result.js';
export type { ParseOptions, TrainedPart, TrainedPipeline } from './nlu/pipeline.js';
export type { PipelineEntry } from './nlu/pipeline-config.js';
export { loadPipeline, savePipeline } from './nlu/pipeline-files.js';
export { selectorEntry } from './nlu/response-selection.js';
export { type TrainOptions, trainPipeline } from './nlu/train-pipeline.js';
// packs
export { type BotDefinition, type Configured, defineBot, definePack, type Pack } from './pack.js';
export { formatPlace, type Place } from './place.js';
// policies
export { type Augmentation, walkAugmented } from './policies/augment-stories.js';
export { builtInPolicies } from './policies/built-in.js';
export { definePolicy, type Policy, type PolicyPrediction, type PolicyTrainContext } from './policies/policy.js';
export { findRuleOnly } from './policies/rule-only.js';
export { type Moment, walkStories } from './policies/story-paths.js';
// projects: the files of a bot
export { formatProblem, type Problem, throwProblems } from './project/problem.js';
export { type Project, readProject } from './project/project.js';
export { validateProject } from './project/validate/validate.js';
// remote servers
export { askedPause } from './remote/retry-after.js';
// server
export { bearerChecker, jwtMethods } from './server/auth-keys.js';
export { choicesOf } from './server/choices.js';
export { mayConnect } from './server/origin.js';
export { type CollectedMessage, collectedMessages, paragraphsOf, partsOf } from './server/parts.js';
export { createRateLimit, type RateLimit } from './server/rate-limit.js';
export { createTyping } from './server/repeat-typing.js';
export { sameSecret } from './server/same-secret.js';
export { createSendParts, type SendParts } from './server/send-parts.js';
export { shorten } from './server/shorten.js';
export { refuseUpgrade } from './server/upgrades.js';
// store
export type { Store } from './store/store.js';
// times
export { isTimeZone } from './time-zone.js';
// tracker
export * from './tracker/events.js';
export { ACTION_UNLIKELY_INTENT } from './tracker/names.js';
export { parseEvent } from './tracker/parse-event.js';
export type { DialogueState, RuleOnly, UserState } from './tracker/state.js';
export type { ActiveLoop, Tracker } from './tracker/tracker.js';
export { compilePattern } from './training-data/compile-pattern.js';
export type * from './training-data/training-data.js';
