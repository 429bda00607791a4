import { type State, isUsable } from '../data/state';
import { strings } from '../i18n/language';
import { isFailure, signIn } from '../link/session';
import { button, element, setText } from './dom';
import { icon } from './icon';

/** The form for the board's password. */
export interface SignIn {
  readonly element: HTMLElement;
  /** It may have come into sight. */
  shown(state: State): void;
}

/** `done` is called when the board has taken the password, `cancel` when somebody prefers to go on without. */
export function createSignIn(done: () => void, cancel: () => void): SignIn {
  const field = element('input', { type: 'password', name: 'password', autocomplete: 'current-password', required: '', id: 'password', 'aria-describedby': 'sign-in-error' });
  const submit = element('button', { type: 'submit', class: 'button primary' }, strings.signIn);
  const error = element('p', { class: 'error', id: 'sign-in-error', role: 'alert', 'data-error': '' });
  // For password managers, which keep a password by its user.
  const user = element('input', { type: 'text', name: 'username', autocomplete: 'username', value: location.host, hidden: '' });
  const help = element('p', { class: 'muted' });
  const back = button('button', cancel, strings.cancel);
  const form = element(
    'form',
    { class: 'sign-in card' },
    icon('lock'),
    element('h2', {}, strings.signInTitle),
    help,
    user,
    element('label', { for: 'password' }, strings.password),
    field,
    error,
    element('div', { class: 'actions' }, back, submit),
  );
  form.onsubmit = async (event) => {
    event.preventDefault();
    if (submit.ariaDisabled === 'true') {
      return;
    }
    // A board takes a second or more to compare.
    submit.ariaDisabled = 'true';
    setText(error, '');
    const answer = await signIn(field.value);
    submit.ariaDisabled = 'false';
    if (!isFailure(answer)) {
      done();
      return;
    }
    field.setAttribute('aria-invalid', 'true');
    field.select();
    field.focus();
    setText(error, [strings.errors[answer.code] ?? strings.errors['busy']!, answer.wait > 0 ? strings.waitSeconds(answer.wait) : ''].join(' ').trim());
    if (answer.wait > 0) {
      submit.ariaDisabled = 'true';
      setTimeout(() => {
        submit.ariaDisabled = 'false';
        setText(error, '');
      }, answer.wait * 1_000);
    }
  };
  return {
    element: element('main', { class: 'centre' }, form),
    shown({ link }) {
      // Who may look can go back to looking.
      const canLook = isUsable(link);
      setText(help, canLook ? strings.readOnly : strings.signInHelp);
      back.hidden = !canLook;
      field.value = '';
      field.removeAttribute('aria-invalid');
      setText(error, '');
      if (form.isConnected) {
        field.focus();
      }
    },
  };
}
