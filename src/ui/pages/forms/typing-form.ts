import type { AppError } from '#core/base';
import type { Translator } from '#model/i18n';
import type { ErrorText } from '#model/notices';
import type { FormState } from '#model/session';
import { ButtonRow, TextField } from '#ui/components';
import type { ButtonSpec, KeyboardProps } from '#ui/components';
import { View } from '#ui/engine';
import type { AnyView, IconName, KeyPress } from '#ui/engine';
import { CONTROLS } from '#ui/theme';
import { StatusPanel } from './status-panel';
import { TypingPad } from './typing-pad';

/** A field of a form. */
export interface FormField {
  readonly id: string;
  readonly label: string;
  readonly isSecret?: boolean;
  readonly isLeftToRight?: boolean;
}

/** What was typed, by field. */
export type FormValues = Readonly<Record<string, string>>;

/** How a form is made. */
export interface TypingFormProps {
  readonly translator: Translator;
  readonly layout: KeyboardProps['layout'];
  readonly fields: readonly FormField[];
  readonly hasColorKeys: boolean;
  readonly submit: { readonly label: string; readonly icon: IconName };
  /** Small print below the buttons. */
  readonly note: string;
  /** Said while it is being tried. */
  readonly checking: string;
  readonly cancelLabel?: string;
  /** Words of a failure. */
  describe(error: AppError): ErrorText;
  /** The field a failure is about. */
  fieldOf(error: AppError): string;
  isComplete(values: FormValues): boolean;
  onSubmit(values: FormValues): void;
  /** The viewer has left a field that was typed into. */
  onLeaveField?(id: string): void;
  onCancel?(): void;
  /** Ends a try that runs. */
  onStop(): void;
}

const [FIELD_WIDTH] = CONTROLS.field;
const FIELD_PITCH = 130;
const BEFORE_BUTTONS = 28;
const BEFORE_NOTE = 98;
const PAD_X = 792;
const GAP = 20;
const WIDTH = 1728;

type Area = 'fields' | 'buttons' | 'pad' | 'status';

/**
 * Fields on one side, the keyboard on the other. What was typed stays through every failure; while something is tried, and
 * when it failed, the keyboard's place says so and offers a way on.
 */
export class TypingForm extends View<TypingFormProps> {
  declare private fields: TextField[];
  declare private buttons: ButtonRow;
  declare private pad: TypingPad;
  declare private status: StatusPanel;
  declare private area: Area;
  declare private current: number;
  declare private wasComplete: boolean;

  /** What is in the fields. */
  get values(): FormValues {
    const values: Record<string, string> = {};
    this.props.fields.forEach(({ id }, index) => (values[id] = this.fields[index]?.value ?? ''));
    return values;
  }

  /** Puts a text into a field. */
  setValue(id: string, value: string): void {
    const field = this.fields[this.indexOf(id)];
    if (field !== undefined) field.value = value;
    this.changed();
  }

  /** Focus goes to a field, by its id. */
  focusField(id: string): void {
    this.leaveField();
    this.current = Math.max(0, this.indexOf(id));
    this.goTo('fields');
  }

  /** Shows what became of the last try. */
  showState(state: FormState): void {
    const { t } = this.props.translator;
    this.ui.mirror.setFact('form', state.kind);
    if (state.kind === 'failed') {
      this.status.showError(this.props.describe(state.error), state.error, this.waysOn(state.error));
      this.status.focusButton(state.error.canRetry ? 'try-again' : 'change-details');
      this.goTo('status');
    } else if (state.kind === 'checking' || state.kind === 'done') {
      const stop: ButtonSpec = { id: 'stop', label: t('form.stop'), icon: 'x', onPress: () => this.props.onStop() };
      this.status.showWork(this.props.checking, t('form.wait'), state.kind === 'checking' ? [stop] : []);
      this.goTo('status');
    } else {
      this.pad.visible = true;
      this.goTo(this.area === 'status' ? 'fields' : this.area);
    }
  }

  override focusChild(child: AnyView): boolean {
    const at = this.fields.findIndex((field) => field === child);
    if (at !== -1) {
      if (at !== this.current) this.leaveField();
      this.current = at;
      this.goTo('fields');
    } else if (child === this.buttons) this.goTo('buttons');
    else if (child === this.pad) this.goTo('pad');
    else if (child === this.status) this.goTo('status');
    return true;
  }

  override _getFocused(): AnyView {
    switch (this.area) {
      case 'fields':
        return this.fields[this.current] ?? this;
      case 'buttons':
        return this.buttons;
      case 'pad':
        return this.pad;
      case 'status':
        return this.status;
    }
  }

  override _focus(): void {
    this.offer();
  }

  override _unfocus(): void {
    this.ui.typing.hide(this);
  }

  override _handleUp(press: KeyPress): boolean {
    if (this.area === 'buttons') this.goTo('fields');
    else if (this.area === 'fields' && this.current > 0) this.stepField(-1);
    else return press.isHeld;
    return true;
  }

  override _handleDown(press: KeyPress): boolean {
    if (this.area !== 'fields') return false;
    if (this.current < this.fields.length - 1) this.stepField(1);
    else if (!press.isHeld) this.goTo('buttons');
    return true;
  }

  override _handleLeft(_press: KeyPress): boolean {
    if (this.area !== 'pad' && this.area !== 'status') return false;
    this.goTo('fields');
    return true;
  }

  override _handleRight(_press: KeyPress): boolean {
    if (this.area === 'fields' || this.area === 'buttons') this.goTo(this.pad.visible ? 'pad' : 'status');
    return true;
  }

  override _handleBack(_press: KeyPress): boolean {
    if (this.area !== 'pad') return false;
    this.goTo('fields');
    return true;
  }

  protected override build(): void {
    const { props } = this;
    this.w = WIDTH;
    this.area = 'fields';
    this.current = 0;
    this.wasComplete = false;
    this.fields = props.fields.map((field, index) => this.makeField(field, index));
    const y = props.fields.length * FIELD_PITCH + BEFORE_BUTTONS;
    this.buttons = this.add(ButtonRow, { maxWidth: PAD_X - GAP }, { y });
    this.h = y + BEFORE_NOTE;
    this.pad = this.add(TypingPad, {
      translator: props.translator,
      layout: props.layout,
      hasColorKeys: props.hasColorKeys,
      onText: (text) => {
        this.fields[this.current]?.insert(text);
        this.changed();
      },
      onDelete: () => {
        const isDeleted = this.fields[this.current]?.deleteBack() ?? false;
        this.changed();
        return isDeleted;
      },
      onMove: (delta) => this.fields[this.current]?.moveCaret(delta),
      spokenField: () => (props.fields[this.current]?.isSecret === true ? '' : (this.fields[this.current]?.value ?? '')),
      onNext: () => {
        this.nextField();
      },
    }, { x: PAD_X });
    this.addNote(y + BEFORE_NOTE);
    this.status = this.add(StatusPanel, { width: TypingPad.width }, { x: PAD_X });
    this.status.visible = false;
    this.showButtons();
  }

  private addNote(y: number): void {
    // Below the pad there is room for the whole line, beside it for two short ones.
    const isBelow = y > this.pad.h;
    const room = isBelow ? { maxWidth: WIDTH } : { maxWidth: FIELD_WIDTH, lines: 2 };
    this.addText({ style: 'caption', content: this.props.note, color: this.theme.color.text3, ...room }, 0, y);
  }

  private makeField(field: FormField, index: number): TextField {
    return this.add(TextField, {
      id: field.id,
      label: field.label,
      width: FIELD_WIDTH,
      placeholder: this.props.translator.t('form.empty'),
      ...(field.isSecret === true ? { isSecret: true } : {}),
      ...(field.isLeftToRight === true ? { isLeftToRight: true } : {}),
      onPress: () => {
        this.goTo('pad');
      },
    }, { y: index * FIELD_PITCH });
  }

  private indexOf(id: string): number {
    return this.props.fields.findIndex((field) => field.id === id);
  }

  private stepField(delta: 1 | -1): void {
    this.leaveField();
    this.current += delta;
    this.goTo('fields');
  }

  private nextField(): void {
    this.leaveField();
    if (this.current >= this.fields.length - 1) {
      this.goTo('buttons');
      return;
    }
    this.current += 1;
    this.pad.focusKeys();
    this.goTo('pad');
  }

  private leaveField(): void {
    const id = this.props.fields[this.current]?.id;
    if (id !== undefined) this.props.onLeaveField?.(id);
  }

  private goTo(area: Area): void {
    this.area = area;
    if (area === 'pad') {
      this.pad.visible = true;
      this.ui.mirror.setFact('form-problem', '');
    }
    if (area === 'status') this.pad.visible = false;
    this.status.visible = !this.pad.visible;
    this.fields.forEach((field, index) => {
      field.setEditing(area === 'pad' && index === this.current);
    });
    this.offer();
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  private changed(): void {
    if (this.props.isComplete(this.values) !== this.wasComplete) this.showButtons();
    this.offer();
  }

  /** Tells phones of the field of the moment while the form has the focus. */
  private offer(): void {
    const { typing } = this.ui;
    const field = this.fields[this.current];
    if (field === undefined || !this.hasFocus()) return;
    if (this.area === 'status') {
      typing.hide(this);
      return;
    }
    typing.show(this, field.targetFor({
      onWrite: () => {
        this.changed();
      },
      onDone: () => {
        if (this.area !== 'status') this.nextField();
      },
    }));
  }

  private showButtons(): void {
    const { submit, cancelLabel, onCancel } = this.props;
    this.wasComplete = this.props.isComplete(this.values);
    const specs: ButtonSpec[] = [{ id: 'submit', ...submit, isDisabled: !this.wasComplete, onPress: () => this.submit() }];
    if (cancelLabel !== undefined) specs.push({ id: 'cancel', label: cancelLabel, onPress: () => onCancel?.() });
    this.buttons.setButtons(specs);
  }

  private submit(): void {
    this.leaveField();
    this.props.onSubmit(this.values);
  }

  private waysOn(error: AppError): ButtonSpec[] {
    const { t } = this.props.translator;
    return [
      {
        id: 'change-details',
        label: t('form.change'),
        icon: 'pencil',
        onPress: () => {
          this.current = Math.max(0, this.indexOf(this.props.fieldOf(error)));
          this.pad.focusKeys();
          this.goTo('pad');
        },
      },
      { id: 'try-again', label: t('banner.try-again'), icon: 'restart', onPress: () => this.submit() },
    ];
  }
}
